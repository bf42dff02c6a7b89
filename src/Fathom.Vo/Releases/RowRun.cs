namespace Fathom.Vo.Releases;

/// <summary>Records of rows in memory, with the keys by which they are sorted.</summary>
internal sealed class RowRun
{
    private readonly int _budget;
    private byte[] _bytes;
    private ulong[] _keys = new ulong[1024];
    private int[] _starts = new int[1024];
    private int[] _order = [];
    private int _used;

    /// <summary>A run.</summary>
    /// <param name="budget">Bytes of records after which it counts as full.</param>
    public RowRun(int budget)
    {
        _budget = budget;
        _bytes = new byte[Math.Min(budget, 1 << 20)];
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>True where the next rows need another run.</summary>
    public bool IsFull => _used >= _budget;

    /// <summary>Room for the next record.</summary>
    public Span<byte> Reserve(ulong key, int length)
    {
        if (Count + 1 >= _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
            Array.Resize(ref _keys, _keys.Length * 2);
        }

        if (_bytes.Length - _used < length)
        {
            var needed = (long)_used + length;
            Array.Resize(ref _bytes, checked((int)Math.Max(needed, Math.Min(needed * 2, (long)_budget + length))));
        }

        (_keys[Count], _starts[Count]) = (key, _used);
        Count++;
        _used += length;
        _starts[Count] = _used;
        return _bytes.AsSpan(_used - length, length);
    }

    /// <summary>Sorts by key; rows of the same key stay in the order in which they came.</summary>
    public void Sort()
    {
        _order = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            _order[i] = i;
        }

        Array.Sort(_keys, _order, 0, Count);
        for (var i = 0; i < Count;)
        {
            var end = i + 1;
            while (end < Count && _keys[end] == _keys[i])
            {
                end++;
            }

            if (end - i > 1)
            {
                Array.Sort(_order, i, end - i);
            }

            i = end;
        }
    }

    /// <summary>Key of a row of the sorted run.</summary>
    public ulong Key(int place) => _keys[place];

    /// <summary>Record of a row of the sorted run.</summary>
    public ReadOnlySpan<byte> Record(int place)
    {
        var row = _order[place];
        return _bytes.AsSpan(_starts[row].._starts[row + 1]);
    }

    /// <summary>Takes all rows out.</summary>
    public void Clear() => (Count, _used) = (0, 0);
}
