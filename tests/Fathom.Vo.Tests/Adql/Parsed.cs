using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Parsing;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Tests.Adql;

/// <summary>Queries read with the functions of the IVOA's catalogue.</summary>
internal static class Parsed
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase) { "ivo_healpix_index", "ivo_hasword" };

    public static QueryExpression Query(string text, AdqlLimits? limits = null) => AdqlParser.Parse(text, Functions, limits);

    public static Select Select(string text) => Assert.IsType<Select>(Query(text).Body);

    public static Expression Value(string text) =>
        Assert.IsType<ValueItem>(Assert.Single(Select($"SELECT {text} FROM t").Items)).Value;

    public static Expression Where(string text) => Select($"SELECT * FROM t WHERE {text}").Where!;

    public static AdqlException Problem(string text, AdqlLimits? limits = null) => Assert.Throws<AdqlException>(() => Query(text, limits));
}
