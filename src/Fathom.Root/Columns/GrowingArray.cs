using System.Buffers;
using System.Runtime.CompilerServices;

namespace Fathom.Root.Columns;

/// <summary>An array that grows, whose filled part is a span.</summary>
internal struct GrowingArray<T>
{
    private const int FirstCapacity = 4;
    private const int Slack = 8;

    private const int SmallestLent = 1 << 16;
    private const int LargestLent = 1 << 23;

    private T[] _values;
    private List<T[]>? _lent;

    public GrowingArray() => _values = [];

    internal int Count { get; private set; }

    internal readonly ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    internal readonly T Last => _values[Count - 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(T value)
    {
        if (Count == _values.Length)
        {
            Grow(1);
        }

        _values[Count++] = value;
    }

    /// <summary>Room for more values, which the caller fills.</summary>
    internal Span<T> Extend(int count)
    {
        if (count > _values.Length - Count)
        {
            Grow(count);
        }

        Span<T> room = _values.AsSpan(Count, count);
        Count += count;
        return room;
    }

    internal void Clear() => Count = 0;

    /// <summary>Empties it and gives its array to who needs one next. Nobody may look at its values any more.</summary>
    internal void Release()
    {
        _values = [];
        Count = 0;
        foreach (T[] lent in _lent ?? [])
        {
            ArrayPool<T>.Shared.Return(lent);
        }

        _lent?.Clear();
    }

    private void Grow(int count)
    {
        long needed = (long)Count + count;

        // An empty one is filled at once, mostly with about as much each time: a little more than that, and it stays.
        long wanted = Math.Max(Count == 0 ? needed + (needed / Slack) : needed, Math.Max(FirstCapacity, Count == 0 ? 0 : 2L * _values.Length));
        int capacity = (int)Math.Min(wanted, Math.Max(needed, Array.MaxLength));
        bool lends = !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && (long)capacity * Unsafe.SizeOf<T>() is >= SmallestLent and <= LargestLent;
        T[] larger = lends ? ArrayPool<T>.Shared.Rent(capacity) : GC.AllocateUninitializedArray<T>(capacity);
        Values.CopyTo(larger);
        _values = larger;
        if (lends)
        {
            // The one before is given back with it, not now: spans of it may be in use.
            (_lent ??= []).Add(larger);
        }
    }
}
