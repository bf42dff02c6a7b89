using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

/// <summary>The type that values of several origins have in common.</summary>
internal static class JoinedTypes
{
    /// <summary>The common type of two; null: there is none.</summary>
    public static AdqlType? Of(AdqlType a, AdqlType b) => (a, b) switch
    {
        _ when a == b => a,
        (AdqlType.Null, _) => b,
        (_, AdqlType.Null) => a,
        (AdqlType.Integer, AdqlType.Real) or (AdqlType.Real, AdqlType.Integer) => AdqlType.Real,
        (AdqlType.Text, AdqlType.Timestamp) or (AdqlType.Timestamp, AdqlType.Text) => AdqlType.Text,
        _ => null,
    };

    /// <summary>The columns of a set operation: names and meanings of the left side.</summary>
    public static List<ColumnDescription> Of(IReadOnlyList<ColumnDescription> left, IReadOnlyList<ColumnDescription> right, SourcePosition at) =>
        [.. left.Zip(right, (a, b) => Column(a, b, at))];

    /// <summary>A value as one of a type that it has in common with others.</summary>
    public static BoundExpression Converted(BoundExpression value, AdqlType type) => value.Type == type || value.Type == AdqlType.Array
        ? value
        : value is BoundConstant constant ? Converted(constant, type)
        : type == AdqlType.Real ? new BoundCall(value.At, CastFunctions.ToReal, [value]) : value;

    /// <summary>A body whose values are of the columns of a set operation.</summary>
    public static BoundBody Converted(BoundBody body, IReadOnlyList<ColumnDescription> columns) => body switch
    {
        BoundSelect select => select with
        {
            Outputs = [.. select.Outputs.Select((output, i) => Converted(output, Meanings.TypeOf(columns[i])))],
        },
        BoundSetOperation operation => operation with
        {
            Left = Converted(operation.Left, columns),
            Right = Converted(operation.Right, columns),
        },
        BoundInner inner => new BoundInner(inner.Query with { Body = Converted(inner.Query.Body, columns) }),
        _ => body,
    };

    private static BoundConstant Converted(BoundConstant constant, AdqlType type) =>
        type == AdqlType.Real && constant.Value is long whole
            ? new BoundConstant(constant.At, type, (double)whole)
            : constant.Value is null ? constant with { Type = type } : constant;

    private static ColumnDescription Column(ColumnDescription left, ColumnDescription right, SourcePosition at)
    {
        AdqlType a = Meanings.TypeOf(left), b = Meanings.TypeOf(right);
        if (Of(a, b) is not { } common)
        {
            throw new AdqlException(at, $"the columns {left.Name} and {right.Name} are combined, but one is {TypeNames.Of(a)}, the other {TypeNames.Of(b)}.");
        }

        if (left.Type == right.Type && left.ArraySize == right.ArraySize)
        {
            return left;
        }

        ColumnDescription shape = Meanings.Of(common);
        return left with { Type = shape.Type, ArraySize = shape.ArraySize };
    }
}
