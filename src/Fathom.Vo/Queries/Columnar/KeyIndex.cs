using Fathom.Vo.Adql;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Numbers the different keys of rows, in the order in which they come.</summary>
internal abstract class KeyIndex
{
    /// <summary>Most groups, or different rows, of one query.</summary>
    public const int Most = 5_000_000;

    /// <summary>Number of different keys.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers of the keys of a block.</summary>
    /// <param name="values">Of the key, each for the rows of the block.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="numbers">Receives them.</param>
    public abstract void Find(ReadOnlySpan<Vector> values, int count, Span<int> numbers);

    /// <summary>An index for keys of that many values.</summary>
    public static KeyIndex Of(int width) => width == 1 ? new SingleKeyIndex() : new GroupIndex(width);

    /// <summary>The number of a new key.</summary>
    protected int Next() => Count < Most
        ? Count++
        : throw new AdqlException(SourcePosition.Start, FormattableString.Invariant($"the query gathers more than {Most} different groups or rows; narrow it down."));
}
