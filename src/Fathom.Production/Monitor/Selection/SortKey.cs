using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>A value's place in a sort: keys are unsigned, and lower keys come first.</summary>
internal interface IKeyOf<T>
{
    /// <summary>The key of a value.</summary>
    ulong Key(T value);
}

/// <summary>Numbers sort by themselves.</summary>
internal readonly struct NumberKey<T> : IKeyOf<T>
    where T : unmanaged, INumber<T>
{
    public ulong Key(T value) => Of(long.CreateTruncating(value));

    /// <summary>The key of a number: its order is kept.</summary>
    public static ulong Of(long value) => (ulong)value ^ (1UL << 63);
}

/// <summary>Codes sort by the place of their text.</summary>
/// <param name="ranks">Place of each code; what came after they were taken stands last.</param>
internal readonly struct RankKey<T>(int[] ranks) : IKeyOf<T>
    where T : unmanaged, INumber<T>
{
    public ulong Key(T value)
    {
        int code = int.CreateTruncating(value);
        return (uint)code < (uint)ranks.Length ? (ulong)ranks[code] : (ulong)ranks.Length;
    }
}

/// <summary>A job that may come onto a page, with its key.</summary>
internal readonly record struct Candidate(ulong Key, int Row) : IComparable<Candidate>
{
    public int CompareTo(Candidate other)
    {
        int byKey = Key.CompareTo(other.Key);
        return byKey != 0 ? byKey : Row.CompareTo(other.Row);
    }
}

/// <summary>The keys of one column over a table: what selection needs of them.</summary>
internal abstract class SortKeys
{
    /// <summary>Lowest key that any row has, or lower.</summary>
    public required ulong Low { get; init; }

    /// <summary>Highest key that any row has, or higher.</summary>
    public required ulong High { get; init; }

    /// <summary>Counts the rows of a set within [low, high] in buckets of 2^shift keys.</summary>
    public abstract void Count(RowSet set, ulong low, ulong high, int shift, Span<int> buckets);

    /// <summary>Adds the rows of a set within [low, high].</summary>
    public abstract void Collect(RowSet set, ulong low, ulong high, List<Candidate> into);

    /// <summary>Adds rows of a set that have a key: in the order of their ids, the first left out, at most so many.</summary>
    public abstract void CollectEqual(RowSet set, ulong key, long skip, int most, List<Candidate> into);
}
