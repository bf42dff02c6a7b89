using System.Runtime.CompilerServices;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Gathers the values of rows into one for each group.</summary>
internal abstract class Accumulator
{
    /// <summary>Takes the rows of a block.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="groups">Number of each row's group.</param>
    /// <param name="count">How many groups there are by now.</param>
    public abstract void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count);

    /// <summary>The values of all groups.</summary>
    public abstract Vector Finish(int count);

    /// <summary>The accumulator of an aggregate.</summary>
    public static Accumulator Of(BoundAggregate aggregate, NodeCompiler compiler)
    {
        if (aggregate.Argument is null)
        {
            return new RowCount();
        }

        AdqlType type = aggregate.Argument.Type == AdqlType.Null ? AdqlType.Integer : aggregate.Argument.Type;
        Node Argument(AdqlType wanted) => compiler.Value(aggregate.Argument, wanted);
        Accumulator plain = aggregate.Kind switch
        {
            AggregateKind.Count => new ValueCount(Argument(type)),
            AggregateKind.Sum when type == AdqlType.Integer => new IntegerSum(Argument(type), aggregate.At),
            AggregateKind.Sum => new RealSum(Argument(AdqlType.Real), isMean: false),
            AggregateKind.Average => new RealSum(Argument(AdqlType.Real), isMean: true),
            AggregateKind.Least => new Extreme(Argument(type), type, 1),
            AggregateKind.Greatest => new Extreme(Argument(type), type, -1),
            AggregateKind.Join => new JoinedTexts(Argument(AdqlType.Text), (string)aggregate.Parameters[0].Value!),
            _ => new BinCounts(Argument(AdqlType.Real), aggregate.Parameters[0].Number, aggregate.Parameters[1].Number, (int)aggregate.Parameters[2].Number),
        };
        return aggregate.IsDistinct ? new DistinctValues(Argument(type), plain) : plain;
    }
}

/// <summary>COUNT(*).</summary>
internal sealed class RowCount : Accumulator
{
    private long[] _counts = [];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        _counts = Room.Of(_counts, count);
        long[] counts = _counts;
        foreach (int group in groups)
        {
            counts[group]++;
        }
    }

    /// <summary>Adds rows to the first group without looking at them.</summary>
    public void AddUnseen(long rows)
    {
        _counts = Room.Of(_counts, 1);
        _counts[0] += rows;
    }

    /// <inheritdoc/>
    public override Vector Finish(int count)
    {
        _counts = Room.Of(_counts, count);
        return Counts.Vector(_counts, count);
    }
}

/// <summary>COUNT of values.</summary>
internal sealed class ValueCount(Node argument) : Accumulator
{
    private long[] _counts = [];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        _counts = Room.Of(_counts, count);
        argument.Evaluate(rows);
        for (int i = 0; i < groups.Length; i++)
        {
            _counts[groups[i]] += argument.Result.IsNull(i) ? 0 : 1;
        }
    }

    /// <inheritdoc/>
    public override Vector Finish(int count)
    {
        _counts = Room.Of(_counts, count);
        return Counts.Vector(_counts, count);
    }
}

/// <summary>Numbers of rows as values.</summary>
internal static class Counts
{
    /// <summary>The first of the counts.</summary>
    public static Vector Vector(long[] counts, int count)
    {
        var vector = new IntegerVector();
        vector.Reserve(count);
        counts.AsSpan(0, count).CopyTo(vector.Values);
        return vector;
    }
}
