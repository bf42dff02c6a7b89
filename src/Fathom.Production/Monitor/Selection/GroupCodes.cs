using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>One dimension of a grouping: each row has a code from 0 to <see cref="Cardinality"/>, exclusive.</summary>
internal abstract class GroupCodes
{
    /// <summary>Number of codes.</summary>
    public required int Cardinality { get; init; }

    /// <summary>What a code means.</summary>
    public required Func<int, JobValue> Value { get; init; }

    /// <summary>Place of each code in the order of the values; null where it is the code itself.</summary>
    public int[]? Ranks { get; init; }

    /// <summary>Place of a code in the order of the values.</summary>
    public int RankOf(int code) => Ranks is null ? code : Ranks[code];

    /// <summary>Writes the codes of a chunk's first rows.</summary>
    public abstract void Fill(JobChunk chunk, Span<int> codes);
}

/// <summary>Codes of a column.</summary>
/// <param name="column">The column of a chunk.</param>
/// <param name="codeOf">Code of a value.</param>
internal sealed class ColumnCodes<T, TCode>(Func<JobChunk, T[]> column, TCode codeOf) : GroupCodes
    where T : unmanaged, INumber<T>
    where TCode : struct, ICodeOf<T>
{
    public override void Fill(JobChunk chunk, Span<int> codes)
    {
        ReadOnlySpan<T> values = column(chunk).AsSpan(0, codes.Length);
        uint last = (uint)Cardinality - 1;
        for (int row = 0; row < values.Length; row++)
        {
            // What came after the bounds were taken counts with the last: for a moment, never outside the cells.
            codes[row] = (int)Math.Min((uint)codeOf.Code(values[row]), last);
        }
    }
}

/// <summary>Gives a value its code.</summary>
internal interface ICodeOf<T>
{
    /// <summary>The code.</summary>
    int Code(T value);
}

/// <summary>The distance from the lowest value, in steps.</summary>
internal readonly struct OffsetCode<T>(long lowest) : ICodeOf<T>
    where T : unmanaged, INumber<T>
{
    public int Code(T value) => (int)(long.CreateTruncating(value) - lowest);
}

/// <summary>The day of a time in milliseconds, from the first day.</summary>
internal readonly struct DayCode(long firstDay) : ICodeOf<long>
{
    /// <summary>Milliseconds of a day.</summary>
    public const long Day = 86_400_000;

    public int Code(long value) => (int)((value / Day) - firstDay);
}

/// <summary>A property of the transformation.</summary>
/// <param name="codes">Code of each transformation, by id.</param>
internal readonly struct MappedCode(int[] codes) : ICodeOf<int>
{
    public int Code(int value) => (uint)value < (uint)codes.Length ? codes[value] : 0;
}
