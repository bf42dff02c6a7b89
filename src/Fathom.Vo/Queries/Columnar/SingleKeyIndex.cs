using System.Runtime.CompilerServices;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Numbers keys of one value.</summary>
internal sealed class SingleKeyIndex : KeyIndex
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    private readonly KeyEncoder _encoder = new();
    private readonly long[] _bits = new long[RowBlock.Most];
    private readonly bool[] _nulls = new bool[RowBlock.Most];
    private Slot[] _slots = new Slot[1024];
    private int _shift = 64 - 10;
    private int _null = -1;

    /// <inheritdoc/>
    public override void Find(ReadOnlySpan<Vector> values, int count, Span<int> numbers)
    {
        if (values[0] is IntegerVector whole)
        {
            Find(whole.Values.AsSpan(0, count), whole.Nulls.AsSpan(0, count), numbers);
        }
        else
        {
            _encoder.Encode(values[0], count, _bits, _nulls);
            Find(_bits.AsSpan(0, count), _nulls.AsSpan(0, count), numbers);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Find(ReadOnlySpan<long> keys, ReadOnlySpan<bool> nulls, Span<int> numbers)
    {
        nulls = nulls[..keys.Length];
        numbers = numbers[..keys.Length];
        Slot[] slots = _slots;
        int shift = _shift;
        for (int i = 0; i < keys.Length; i++)
        {
            // The high bits of the product depend on all bits of the key.
            ref Slot slot = ref slots[(int)(((ulong)keys[i] * Golden) >> shift)];
            if (slot.Key == keys[i] && slot.Number > 0 && !nulls[i])
            {
                numbers[i] = slot.Number - 1;
                continue;
            }

            numbers[i] = nulls[i] ? _null < 0 ? _null = Next() : _null : Search(keys[i]);
            (slots, shift) = (_slots, _shift);
        }
    }

    private int Search(long key)
    {
        int mask = _slots.Length - 1;
        int at = (int)(((ulong)key * Golden) >> _shift);
        for (; _slots[at].Number > 0; at = (at + 1) & mask)
        {
            if (_slots[at].Key == key)
            {
                return _slots[at].Number - 1;
            }
        }

        int number = Next();
        _slots[at] = new Slot(key, number + 1);
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return number;
    }

    private void Grow()
    {
        Slot[] old = _slots;
        _slots = new Slot[old.Length * 4];
        _shift -= 2;
        int mask = _slots.Length - 1;
        foreach (Slot slot in old)
        {
            if (slot.Number > 0)
            {
                int at = (int)(((ulong)slot.Key * Golden) >> _shift);
                while (_slots[at].Number > 0)
                {
                    at = (at + 1) & mask;
                }

                _slots[at] = slot;
            }
        }
    }

    /// <summary>A key and its number from 1; 0 where the slot is free.</summary>
    private readonly record struct Slot(long Key, int Number);
}
