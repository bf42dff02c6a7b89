namespace Fathom.Vo.Adql.Functions;

/// <summary>How messages name types.</summary>
internal static class TypeNames
{
    /// <summary>With its article.</summary>
    public static string Of(AdqlType type) => type switch
    {
        AdqlType.Integer => "a whole number",
        AdqlType.Real => "a number",
        AdqlType.Text => "a text",
        AdqlType.Timestamp => "a timestamp",
        AdqlType.Point => "a point",
        AdqlType.Circle => "a circle",
        AdqlType.Polygon => "a polygon",
        AdqlType.Moc => "a coverage",
        AdqlType.Array => "an array",
        AdqlType.Shape => "a point, circle or polygon",
        _ => "NULL",
    };
}
