using System.Numerics;
using System.Runtime.CompilerServices;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Real numbers of a table.</summary>
internal sealed class RealColumnNode<T>(ColumnTable table, int column) : Node(new RealVector())
    where T : unmanaged, INumber<T>
{
    private readonly bool _isComplete = table.IsComplete(column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        ReadOnlySpan<T> from = table.Numbers<T>(column, rows.First, rows.Extent);
        double[] to = ((RealVector)Result).Values;
        if (rows.Selected is { } selected)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                to[i] = double.CreateTruncating(from[selected[i]]);
            }
        }
        else if (typeof(T) == typeof(double))
        {
            System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(from).CopyTo(to);
        }
        else
        {
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = double.CreateTruncating(from[i]);
            }
        }

        for (int i = 0; !_isComplete && i < rows.Count; i++)
        {
            to[i] = table.IsNull(column, rows.Row(i)) ? double.NaN : to[i];
        }
    }
}

/// <summary>Whole numbers of a table.</summary>
internal sealed class IntegerColumnNode<T>(ColumnTable table, int column) : Node(new IntegerVector())
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly bool _isComplete = table.IsComplete(column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        ReadOnlySpan<T> from = table.Numbers<T>(column, rows.First, rows.Extent);
        var result = (IntegerVector)Result;
        long[] to = result.Values;
        if (rows.Selected is { } selected)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                to[i] = long.CreateTruncating(from[selected[i]]);
            }
        }
        else
        {
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = long.CreateTruncating(from[i]);
            }
        }

        for (int i = 0; !_isComplete && i < rows.Count; i++)
        {
            result.Nulls[i] = table.IsNull(column, rows.Row(i));
        }
    }
}

/// <summary>Booleans of a table, as 0 and 1.</summary>
internal sealed class BooleanColumnNode(ColumnTable table, int column) : Node(new IntegerVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        ReadOnlySpan<bool> from = table.Numbers<bool>(column, rows.First, rows.Extent);
        var result = (IntegerVector)Result;
        for (int i = 0; i < rows.Count; i++)
        {
            result.Values[i] = from[(int)(rows.Row(i) - rows.First)] ? 1 : 0;
            result.Nulls[i] = table.IsNull(column, rows.Row(i));
        }
    }
}
