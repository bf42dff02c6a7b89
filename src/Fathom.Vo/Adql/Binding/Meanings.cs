using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

/// <summary>Between the types of columns and those of computations.</summary>
internal static class Meanings
{
    /// <summary>The column that a computed value of a type would be.</summary>
    public static ColumnDescription Of(AdqlType type) => type switch
    {
        AdqlType.Integer => new(string.Empty, VoType.Long),
        AdqlType.Real => new(string.Empty, VoType.Double),
        AdqlType.Timestamp => Text("timestamp"),
        AdqlType.Point => Shape("2", "point"),
        AdqlType.Circle => Shape("3", "circle"),
        AdqlType.Polygon => Shape("*", "polygon"),
        AdqlType.Moc => Text("moc"),
        AdqlType.Array => new(string.Empty, VoType.Double) { ArraySize = "*" },
        _ => Text(null),
    };

    /// <summary>The type with which a column's values are computed.</summary>
    public static AdqlType TypeOf(ColumnDescription column) => column switch
    {
        { IsText: true, Xtype: "timestamp" } => AdqlType.Timestamp,
        { IsText: true, Xtype: "moc" } => AdqlType.Moc,
        { IsText: true } => column.ArraySize?.Contains('x', StringComparison.Ordinal) == true ? AdqlType.Array : AdqlType.Text,
        { ArraySize: not null, Type: VoType.Double or VoType.Float } => column.Xtype switch
        {
            "point" => AdqlType.Point,
            "circle" => AdqlType.Circle,
            "polygon" => AdqlType.Polygon,
            _ => AdqlType.Array,
        },
        { ArraySize: not null } => AdqlType.Array,
        { Type: VoType.Float or VoType.Double } => AdqlType.Real,
        _ => AdqlType.Integer,
    };

    private static ColumnDescription Text(string? xtype) => new(string.Empty, VoType.Char) { ArraySize = "*", Xtype = xtype };

    private static ColumnDescription Shape(string size, string xtype) =>
        new(string.Empty, VoType.Double) { ArraySize = size, Xtype = xtype, Unit = "deg" };
}
