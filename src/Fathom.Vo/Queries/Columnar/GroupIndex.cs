using System.Runtime.CompilerServices;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Numbers keys of any number of values.</summary>
/// <param name="width">Values of a key.</param>
internal sealed class GroupIndex(int width) : KeyIndex
{
    private const int Empty = -1;

    private readonly KeyEncoder[] _encoders = [.. Enumerable.Range(0, width).Select(_ => new KeyEncoder())];
    private readonly long[] _bits = new long[RowBlock.Most * (width + 1)];
    private readonly bool[] _nulls = new bool[RowBlock.Most];
    private int[] _slots = NewSlots(1024);
    private long[] _keys = new long[256 * (width + 1)];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Find(ReadOnlySpan<Vector> values, int count, Span<int> numbers)
    {
        // The last word of a key says which of its values are NULL.
        Span<long> absent = _bits.AsSpan(width * RowBlock.Most, count);
        absent.Clear();
        for (int k = 0; k < width; k++)
        {
            Span<long> bits = _bits.AsSpan(k * RowBlock.Most, count);
            Span<bool> nulls = _nulls.AsSpan(0, count);
            _encoders[k].Encode(values[k], count, bits, nulls);
            for (int i = 0; i < count; i++)
            {
                bits[i] = nulls[i] ? 0 : bits[i];
                absent[i] = nulls[i] ? (absent[i] * 31) + k + 1 : absent[i];
            }
        }

        int last = -1;
        for (int i = 0; i < count; i++)
        {
            last = last >= 0 && IsKey(last, i) ? last : Number(i);
            numbers[i] = last;
        }
    }

    private bool IsKey(int number, int row)
    {
        for (int k = 0; k <= width; k++)
        {
            if (_keys[(number * (width + 1)) + k] != _bits[(k * RowBlock.Most) + row])
            {
                return false;
            }
        }

        return true;
    }

    private int Number(int row)
    {
        ulong hash = 0;
        for (int k = 0; k < width; k++)
        {
            hash = Mixed(hash, _bits[(k * RowBlock.Most) + row]);
        }

        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == Empty)
            {
                _slots[slot] = Count;
                return Add(row);
            }

            if (IsKey(_slots[slot], row))
            {
                return _slots[slot];
            }
        }
    }

    private int Add(int row)
    {
        _keys = Room.Of(_keys, (Count + 1) * (width + 1));
        for (int k = 0; k <= width; k++)
        {
            _keys[(Count * (width + 1)) + k] = _bits[(k * RowBlock.Most) + row];
        }

        int number = Next();
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return number;
    }

    private void Grow()
    {
        _slots = NewSlots(_slots.Length * 4);
        int mask = _slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            ulong hash = 0;
            for (int k = 0; k < width; k++)
            {
                hash = Mixed(hash, _keys[(number * (width + 1)) + k]);
            }

            int slot = (int)hash & mask;
            while (_slots[slot] != Empty)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = number;
        }
    }

    // Real numbers differ in their high bits, whole ones in their low bits; the slot is taken from the low ones.
    private static ulong Mixed(ulong hash, long bits)
    {
        hash = (hash ^ (ulong)bits ^ ((ulong)bits >> 32)) * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }

    private static int[] NewSlots(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, Empty);
        return slots;
    }
}
