using System.Buffers.Binary;
using System.Text;
using Fathom.Root.Columns;
using Fathom.Root.Container;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>A branch of one text per entry (TLeafC), UTF-8.</summary>
public sealed class TreeStringColumn : TreeColumn
{
    private const int LongText = 255;

    private BranchBuffer _buffer = null!;
    private ReadOnlyMemory<string> _batch;
    private bool _batched;
    private byte[] _utf8 = [];
    private int _basketBytes;
    private int _longest;

    internal TreeStringColumn(string name)
        : base(name)
    {
    }

    /// <summary>The text that the next <see cref="TreeWriter.Fill()"/> writes; kept until set again.</summary>
    public string Value { get; set; } = "";

    internal override int BatchCount => _batched ? _batch.Length : -1;

    internal override long Bytes => _buffer.Bytes;

    internal override (long Unpacked, long Stored) BasketBytes => (_buffer.Baskets.UnpackedBytes, _buffer.Baskets.StoredBytes);

    /// <summary>Sets the texts of the entries that the next <see cref="TreeWriter.Fill(int)"/> writes; read until then.</summary>
    public void SetBatch(ReadOnlyMemory<string> texts)
    {
        _batch = texts;
        _batched = true;
    }

    internal override void Open(FileSink sink, string tree, int basketBytes)
    {
        _basketBytes = basketBytes;
        _buffer = new BranchBuffer(sink, Name, tree, variable: true, basketBytes);
    }

    internal override void Fill() => Append(Value);

    internal override void FillBatch()
    {
        foreach (string text in _batch.Span)
        {
            Append(text);
        }

        (_batch, _batched) = (default, false);
    }

    internal override void FillRows(RootColumn rows)
    {
        TextColumn texts = (TextColumn)rows;
        for (int row = 0; row < texts.Count; row++)
        {
            Append(texts.Bytes(row));
        }
    }

    internal override void Flush() => _buffer.Flush();

    internal override IEnumerable<(WrittenObject Branch, WrittenObject Leaf)> Describe(uint compression)
    {
        WrittenObject leaf = BranchObjects.Leaf("TLeafC", Name, Name, _longest + 1, 1);
        leaf["fMaximum"] = _longest + 1;
        yield return (BranchObjects.Branch("TBranch", Name, $"{Name}/C", leaf, _buffer.Baskets, _basketBytes, variable: true, compression), leaf);
    }

    private void Append(string text)
    {
        int bound = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < bound)
        {
            _utf8 = new byte[bound];
        }

        Append(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }

    /// <summary>A TString: one byte of length, or 255 and four bytes.</summary>
    private void Append(ReadOnlySpan<byte> utf8)
    {
        bool isLong = utf8.Length >= LongText;
        int header = isLong ? 1 + sizeof(int) : 1;
        Span<byte> entry = _buffer.BeginEntry(header + utf8.Length);
        entry[0] = (byte)(isLong ? LongText : utf8.Length);
        if (isLong)
        {
            BinaryPrimitives.WriteInt32BigEndian(entry[1..], utf8.Length);
        }

        utf8.CopyTo(entry[header..]);
        _longest = Math.Max(_longest, utf8.Length);
    }
}
