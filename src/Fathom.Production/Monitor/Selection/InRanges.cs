using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>The value of a column is in any of a few ranges. 64 rows at a time, with vector compares.</summary>
/// <param name="column">The column of a chunk.</param>
/// <param name="ranges">Low and high, both inclusive; disjoint.</param>
/// <param name="bounds">Bounds of the column in a chunk; null where they are not kept.</param>
internal sealed class InRanges<T>(Func<JobChunk, T[]> column, (T Low, T High)[] ranges, Func<JobChunk, ValueBounds>? bounds = null) : RowPredicate
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public override bool MayMatch(JobChunk chunk)
    {
        if (bounds is null)
        {
            return true;
        }

        ValueBounds kept = bounds(chunk);
        foreach ((T low, T high) in ranges)
        {
            if (long.CreateTruncating(low) <= kept.High && long.CreateTruncating(high) >= kept.Low)
            {
                return true;
            }
        }

        return false;
    }

    public override void And(JobChunk chunk, Span<ulong> words)
    {
        ReadOnlySpan<T> values = column(chunk);
        for (int word = 0; word < words.Length; word++)
        {
            if (words[word] != 0)
            {
                words[word] &= Matches(values.Slice(word * 64, 64));
            }
        }
    }

    private ulong Matches(ReadOnlySpan<T> values)
    {
        ulong matches = 0;
        foreach ((T low, T high) in ranges)
        {
            matches |= Vector256.IsHardwareAccelerated ? Vectors(values, low, high) : OneByOne(values, low, high);
        }

        return matches;
    }

    private static ulong Vectors(ReadOnlySpan<T> values, T low, T high)
    {
        ulong matches = 0;
        (Vector256<T> least, Vector256<T> most) = (Vector256.Create(low), Vector256.Create(high));
        ReadOnlySpan<Vector256<T>> vectors = MemoryMarshal.Cast<T, Vector256<T>>(values);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector256<T> inside = Vector256.GreaterThanOrEqual(vectors[i], least) & Vector256.LessThanOrEqual(vectors[i], most);
            matches |= (ulong)inside.ExtractMostSignificantBits() << (i * Vector256<T>.Count);
        }

        return matches;
    }

    private static ulong OneByOne(ReadOnlySpan<T> values, T low, T high)
    {
        ulong matches = 0;
        for (int i = 0; i < values.Length; i++)
        {
            matches |= values[i] >= low && values[i] <= high ? 1UL << i : 0;
        }

        return matches;
    }
}
