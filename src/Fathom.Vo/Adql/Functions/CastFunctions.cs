using System.Globalization;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Geometry;
using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Functions;

/// <summary>CAST (ADQL 2.1, section 4.7.1). What does not fit is NULL; real numbers are rounded to whole ones, halves away from zero.</summary>
internal static class CastFunctions
{
    /// <summary>A whole number as a real one.</summary>
    public static ScalarFunction ToReal { get; } = new("cast_double", [AdqlType.Real], AdqlType.Real, a => a[0]) { KeepsUnit = true };

    /// <summary>The first characters of a text.</summary>
    public static ScalarFunction Cut { get; } = new("cut", [AdqlType.Text, AdqlType.Integer], AdqlType.Text, a => Shortened((string)a[0], (long)a[1]));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        ToReal,
        Cut,
        new("cast_double", [AdqlType.Text], AdqlType.Real, a => Real((string)a[0])),
        new("cast_real", [AdqlType.Real], AdqlType.Real, a => (double)(float)(double)a[0]) { KeepsUnit = true },
        new("cast_real", [AdqlType.Text], AdqlType.Real, a => (double?)(float?)Real((string)a[0])),
        .. Whole("cast_smallint", short.MinValue, short.MaxValue),
        .. Whole("cast_integer", int.MinValue, int.MaxValue),
        .. Whole("cast_bigint", long.MinValue, long.MaxValue),
        new("cast_varchar", [AdqlType.Integer], AdqlType.Text, a => ((long)a[0]).ToString(CultureInfo.InvariantCulture)),
        new("cast_varchar", [AdqlType.Real], AdqlType.Text, a => ((double)a[0]).ToString("R", CultureInfo.InvariantCulture)),
        new("cast_varchar", [AdqlType.Text], AdqlType.Text, a => a[0]),
        new("cast_varchar", [AdqlType.Shape], AdqlType.Text, a => ShapeText.Write((SkyShape)a[0])),
        new("timestamp", [AdqlType.Text], AdqlType.Timestamp, a => TextFunctions.Time((string)a[0])),
        new("cast_point", [AdqlType.Text], AdqlType.Point, a => ShapeText.Read((string)a[0], AdqlType.Point)),
        new("cast_circle", [AdqlType.Text], AdqlType.Circle, a => ShapeText.Read((string)a[0], AdqlType.Circle)),
        new("cast_polygon", [AdqlType.Text], AdqlType.Polygon, a => ShapeText.Read((string)a[0], AdqlType.Polygon)),
    ];

    /// <summary>The function of a name for arguments of these types; null: none.</summary>
    public static ScalarFunction? Find(string name, IReadOnlyList<AdqlType> types) =>
        All.FirstOrDefault(function => function.Name == name && function.Takes(types));

    /// <summary>The function of a CAST; null: that type cannot be cast to it.</summary>
    public static ScalarFunction? Find(CastTarget target, AdqlType from)
    {
        string name = target.Name switch
        {
            "DOUBLE PRECISION" => "cast_double",
            "CHAR" or "VARCHAR" => "cast_varchar",
            "TIMESTAMP" => "timestamp",
            _ => "cast_" + target.Name.ToLowerInvariant(),
        };
        return All.FirstOrDefault(function => function.Name == name && function.Parameters[0] == from)
            ?? Find(name, [from]);
    }

    /// <summary>Type of a CAST's value.</summary>
    public static AdqlType TypeOf(CastTarget target) => target.Name switch
    {
        "SMALLINT" or "INTEGER" or "BIGINT" => AdqlType.Integer,
        "REAL" or "DOUBLE PRECISION" => AdqlType.Real,
        "CHAR" or "VARCHAR" => AdqlType.Text,
        "TIMESTAMP" => AdqlType.Timestamp,
        "POINT" => AdqlType.Point,
        "CIRCLE" => AdqlType.Circle,
        _ => AdqlType.Polygon,
    };

    /// <summary>The column that a CAST's value would be.</summary>
    public static ColumnDescription Meaning(CastTarget target, ColumnDescription from)
    {
        ColumnDescription column = Meanings.Of(TypeOf(target)) with { Ucd = from.Ucd };
        return target.Name switch
        {
            "SMALLINT" => column with { Type = VoType.Short, Unit = from.Unit },
            "INTEGER" => column with { Type = VoType.Int, Unit = from.Unit },
            "BIGINT" or "DOUBLE PRECISION" => column with { Unit = from.Unit },
            "REAL" => column with { Type = VoType.Float, Unit = from.Unit },
            _ => column,
        };
    }

    private static string Shortened(string text, long length) => text.Length > length ? text[..(int)length] : text;

    private static IEnumerable<ScalarFunction> Whole(string name, long least, long most)
    {
        yield return new(name, [AdqlType.Integer], AdqlType.Integer, a => (long)a[0] is var x && x >= least && x <= most ? x : null) { KeepsUnit = true };
        yield return new(name, [AdqlType.Real], AdqlType.Integer, a => Rounded((double)a[0], least, most)) { KeepsUnit = true };
        yield return new(name, [AdqlType.Text], AdqlType.Integer, a => Real((string)a[0]) is { } x ? Parsed((string)a[0], x, least, most) : null);
    }

    private static long? Parsed(string text, double value, long least, long most) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? whole >= least && whole <= most ? whole : null
            : Rounded(value, least, most);

    private static long? Rounded(double value, long least, long most)
    {
        double whole = Math.Round(value, MidpointRounding.AwayFromZero);
        return whole >= least && whole <= most && whole < 9.2e18 ? (long)whole : null;
    }

    private static double? Real(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
