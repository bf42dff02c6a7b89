using System.Runtime.CompilerServices;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Two values compared: which of less, equal and greater are true.</summary>
internal abstract class ComparisonNode(ComparisonOperator comparison, Node left, Node right) : TruthNode
{
    private readonly byte _less = Of(comparison is ComparisonOperator.Less or ComparisonOperator.LessOrEqual or ComparisonOperator.NotEqual);
    private readonly byte _equal = Of(comparison is ComparisonOperator.Equal or ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual);
    private readonly byte _greater = Of(comparison is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual or ComparisonOperator.NotEqual);

    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        left.Evaluate(rows);
        right.Evaluate(rows);
        Compare(left.Result, right.Result, Result.AsSpan(0, rows.Count), _less, _equal, _greater);
    }

    /// <summary>Compares the values of a block.</summary>
    protected abstract void Compare(Vector left, Vector right, Span<byte> to, byte less, byte equal, byte greater);
}

/// <summary>Real numbers compared.</summary>
internal sealed class RealComparison(ComparisonOperator comparison, Node left, Node right) : ComparisonNode(comparison, left, right)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Compare(Vector left, Vector right, Span<byte> to, byte less, byte equal, byte greater)
    {
        ReadOnlySpan<double> a = ((RealVector)left).Values.AsSpan(0, to.Length), b = ((RealVector)right).Values.AsSpan(0, to.Length);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = a[i] < b[i] ? less : a[i] > b[i] ? greater : a[i] == b[i] ? equal : Truth.Unknown;
        }
    }
}

/// <summary>Whole numbers compared.</summary>
internal sealed class IntegerComparison(ComparisonOperator comparison, Node left, Node right) : ComparisonNode(comparison, left, right)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Compare(Vector left, Vector right, Span<byte> to, byte less, byte equal, byte greater)
    {
        var (x, y) = ((IntegerVector)left, (IntegerVector)right);
        ReadOnlySpan<long> a = x.Values.AsSpan(0, to.Length), b = y.Values.AsSpan(0, to.Length);
        ReadOnlySpan<bool> noA = x.Nulls.AsSpan(0, to.Length), noB = y.Nulls.AsSpan(0, to.Length);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = noA[i] | noB[i] ? Truth.Unknown : a[i] < b[i] ? less : a[i] > b[i] ? greater : equal;
        }
    }
}

/// <summary>Texts compared.</summary>
internal sealed class TextComparison(ComparisonOperator comparison, Node left, Node right) : ComparisonNode(comparison, left, right)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Compare(Vector left, Vector right, Span<byte> to, byte less, byte equal, byte greater)
    {
        string?[] a = ((TextVector)left).Values, b = ((TextVector)right).Values;
        for (int i = 0; i < to.Length; i++)
        {
            if (a[i] is not { } x || b[i] is not { } y)
            {
                to[i] = Truth.Unknown;
                continue;
            }

            int order = TextOrder.Compare(x, y);
            to[i] = order < 0 ? less : order > 0 ? greater : equal;
        }
    }
}
