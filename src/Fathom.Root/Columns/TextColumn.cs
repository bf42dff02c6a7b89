using System.Text;

namespace Fathom.Root.Columns;

/// <summary>One text per row, as UTF-8 bytes and the offsets that cut them.</summary>
public sealed class TextColumn : RootColumn
{
    private GrowingArray<byte> _bytes = new();
    private GrowingArray<int> _offsets = new();

    /// <summary>No rows.</summary>
    public TextColumn() => _offsets.Add(0);

    /// <inheritdoc/>
    public override int Count => _offsets.Count - 1;

    internal override LeafKinds Kinds => LeafKinds.Texts;

    /// <summary>A text.</summary>
    public string this[int row] => Encoding.UTF8.GetString(Bytes(row));

    /// <summary>The bytes of a text, as they stand in the file.</summary>
    public ReadOnlySpan<byte> Bytes(int row) =>
        _bytes.Values[_offsets.Values[row].._offsets.Values[row + 1]];

    /// <summary>Appends a row.</summary>
    public void Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Encoding.UTF8.GetBytes(text, _bytes.Extend(Encoding.UTF8.GetByteCount(text)));
        _offsets.Add(_bytes.Count);
    }

    /// <summary>Bytes of some rows together.</summary>
    internal int Length(int first, int count) => _offsets.Values[first + count] - _offsets.Values[first];

    /// <summary>Appends a row.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(_bytes.Extend(utf8.Length));
        _offsets.Add(_bytes.Count);
    }

    internal override void Release()
    {
        _bytes.Release();
        _offsets.Release();
        _offsets.Add(0);
    }

    internal override void Clear()
    {
        _bytes.Clear();
        _offsets.Clear();
        _offsets.Add(0);
    }

    internal override void AddDefault() => _offsets.Add(_bytes.Count);

    internal override void AddFrom(RootColumn other, int row) => Add(((TextColumn)other).Bytes(row));

    internal override void AddFrom(RootColumn other, int first, int count)
    {
        TextColumn texts = (TextColumn)other;
        ReadOnlySpan<int> theirs = texts._offsets.Values.Slice(first, count + 1);
        int shift = _bytes.Count - theirs[0];
        texts._bytes.Values[theirs[0]..theirs[^1]].CopyTo(_bytes.Extend(theirs[^1] - theirs[0]));
        Span<int> ends = _offsets.Extend(count);
        theirs[1..].CopyTo(ends);
        RowEnds.Shift(ends, shift);
    }

    internal override void Accumulate(LeafSum sum) => sum.Add(Count);

    internal override void WriteJson(StringBuilder json, int row) => JsonText.Text(json, this[row]);
}
