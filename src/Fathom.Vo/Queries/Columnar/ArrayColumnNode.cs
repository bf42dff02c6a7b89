using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Arrays of a table, and the shapes that are stored as such.</summary>
/// <param name="table">The table.</param>
/// <param name="column">Index of the column.</param>
/// <param name="type">What the arrays are.</param>
internal sealed class ArrayColumnNode<T>(ColumnTable table, int column, AdqlType type) : Node(new ObjectVector())
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            long row = rows.Row(i);
            Result.Set(i, table.IsNull(column, row) ? null : Value(table.Elements<T>(column, row)));
        }
    }

    private object? Value(ReadOnlySpan<T> elements) => type == AdqlType.Array ? elements.ToArray()
        : elements.ToArray() switch
        {
            double[] numbers => ShapeText.Of(numbers, type),
            float[] numbers => ShapeText.Of([.. numbers.Select(number => (double)number)], type),
            _ => null,
        };
}

/// <summary>The node of a column of arrays or coverages.</summary>
internal static class ArrayColumns
{
    /// <summary>The node.</summary>
    public static Node Node(ColumnTable table, BoundColumn reference) => reference.Type == AdqlType.Moc
        ? new CallNode(FunctionTable.Find("moc", [AdqlType.Text])!, [new TextColumnNode(table, reference.Column)])
        : reference.Description.Type switch
        {
            VoType.Boolean => new ArrayColumnNode<bool>(table, reference.Column, reference.Type),
            VoType.UnsignedByte => new ArrayColumnNode<byte>(table, reference.Column, reference.Type),
            VoType.Short => new ArrayColumnNode<short>(table, reference.Column, reference.Type),
            VoType.Int => new ArrayColumnNode<int>(table, reference.Column, reference.Type),
            VoType.Long => new ArrayColumnNode<long>(table, reference.Column, reference.Type),
            VoType.Float => new ArrayColumnNode<float>(table, reference.Column, reference.Type),
            _ => new ArrayColumnNode<double>(table, reference.Column, reference.Type),
        };
}
