using System.Runtime.CompilerServices;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Computes a value for each row of a block.</summary>
/// <param name="result">Where the values stand after <see cref="Evaluate"/>.</param>
internal abstract class Node(Vector result)
{
    /// <summary>The values of the block that was computed last.</summary>
    public Vector Result { get; } = result;

    /// <summary>Computes the values of a block.</summary>
    public abstract void Evaluate(in RowBlock rows);
}

/// <summary>The same value for all rows.</summary>
internal sealed class ConstantNode : Node
{
    public ConstantNode(AdqlType type, object? value)
        : base(Vector.Of(type))
    {
        for (int i = 0; i < RowBlock.Most; i++)
        {
            Result.Set(i, value);
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
    }
}

/// <summary>Values that were computed before, such as those of groups.</summary>
internal sealed class ComputedNode(Vector values, Vector result) : Node(result)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            Result.Copy(values, (int)rows.Row(i), i);
        }
    }
}

/// <summary>Whole numbers as real ones.</summary>
internal sealed class WidenNode(Node value) : Node(new RealVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        value.Evaluate(rows);
        var from = (IntegerVector)value.Result;
        double[] to = ((RealVector)Result).Values;
        for (int i = 0; i < rows.Count; i++)
        {
            to[i] = from.Nulls[i] ? double.NaN : from.Values[i];
        }
    }
}

/// <summary>Texts of a table.</summary>
internal sealed class TextColumnNode(ColumnTable table, int column) : Node(new TextVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        string?[] to = ((TextVector)Result).Values;
        for (int i = 0; i < rows.Count; i++)
        {
            long row = rows.Row(i);
            to[i] = table.IsNull(column, row) ? null : System.Text.Encoding.UTF8.GetString(table.Text(column, row));
        }
    }
}
