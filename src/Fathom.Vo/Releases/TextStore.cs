using System.Runtime.InteropServices;
using System.Text;
using Fathom.Vo.Tables;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>A column of texts: a dictionary while few are different, else offsets and UTF-8.</summary>
internal sealed class TextStore(ColumnDescription column) : ColumnStore
{
    private const int LargestDictionary = 4096;
    private const int LongestWord = 256;
    private const int LengthWidth = sizeof(int);

    private readonly DistinctEstimate _distinct = new();
    private readonly List<string> _words = [];
    private Dictionary<string, ushort>? _codes = new(StringComparer.Ordinal);
    private ValueBatch<string>? _batch;
    private SectionWriter? _values;
    private SectionWriter? _offsets;
    private SectionWriter? _bytes;
    private long _total;
    private int _longest;

    public override int Width => LengthWidth + sizeof(ushort);

    public override void Bind(ColumnBatch batch) => _batch = NumberStore.Typed<string>(column.Name, batch);

    public override int VariableLength(int row) => _batch!.Values[row] is { } text && !_batch.IsNull(row) ? Encoding.UTF8.GetByteCount(text) : 0;

    public override int VariableLength(ReadOnlySpan<byte> fixedPart) => MemoryMarshal.Read<int>(fixedPart);

    protected override bool Encode(int row, Span<byte> fixedPart, Span<byte> variable)
    {
        fixedPart[..Width].Clear();
        if (_batch!.IsNull(row) || _batch.Values[row] is not { } text)
        {
            return false;
        }

        var length = Encoding.UTF8.GetBytes(text, variable);
        MemoryMarshal.Write(fixedPart, length);
        MemoryMarshal.Write(fixedPart[LengthWidth..], Code(text));
        _distinct.Add(variable[..length]);
        _longest = Math.Max(_longest, length);
        _total += length;
        return true;
    }

    protected override long OpenValues(SafeFileHandle file, long offset, long rows) =>
        _codes is null ? OpenTexts(file, offset, rows, _total) : OpenDictionary(file, offset, rows);

    protected override void AppendValue(bool isNull, ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> variable)
    {
        if (_values is not null)
        {
            _values.Add(MemoryMarshal.Read<ushort>(fixedPart[LengthWidth..]));
            return;
        }

        _offsets!.Add(_bytes!.Length);
        _bytes.Add(variable);
    }

    protected override StoredColumn CompleteValues(ReleaseSection? nulls)
    {
        var distinct = _codes?.Count ?? _distinct.Count();
        if (_values is not null)
        {
            AddWords();
        }

        _offsets!.Add(_bytes!.Length);
        return new StoredColumn(
            _values is null ? ColumnStorage.Variable : ColumnStorage.Dictionary,
            _values?.Complete(),
            _offsets.Complete(),
            _bytes.Complete(),
            nulls,
            new ColumnStatistics(Nulls, distinct, null, null, null, _longest));
    }

    private ushort Code(string text)
    {
        if (_codes is null)
        {
            return 0;
        }

        if (_codes.TryGetValue(text, out var code))
        {
            return code;
        }

        if (_words.Count == LargestDictionary || text.Length > LongestWord)
        {
            _codes = null;
            _words.Clear();
            return 0;
        }

        code = (ushort)_words.Count;
        _codes.Add(text, code);
        _words.Add(text);
        return code;
    }

    private long OpenTexts(SafeFileHandle file, long offset, long rows, long bytes)
    {
        _offsets = new SectionWriter(file, offset);
        var next = Aligned(offset + ((rows + 1) * sizeof(long)));
        _bytes = new SectionWriter(file, next);
        return Aligned(next + bytes);
    }

    private long OpenDictionary(SafeFileHandle file, long offset, long rows)
    {
        _values = new SectionWriter(file, offset);
        var words = _words.Sum(word => (long)Encoding.UTF8.GetByteCount(word));
        return OpenTexts(file, Aligned(offset + (rows * sizeof(ushort))), _words.Count, words);
    }

    private void AddWords()
    {
        foreach (var word in _words)
        {
            _offsets!.Add(_bytes!.Length);
            _bytes.Add(Encoding.UTF8.GetBytes(word));
        }
    }
}
