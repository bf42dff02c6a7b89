using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Queries.Sql;

/// <summary>The functions of ADQL in PostgreSQL's own words: what has no value is NULL there too, not an error.</summary>
internal static class PostgresFunctions
{
    private const string Time = "({0})::timestamp";
    private const string Icu = "(({0}) COLLATE \"und-x-icu\")";

    // {0}, {1} … are the arguments, real ones already as float8.
    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["abs"] = "abs({0})",
        ["ceiling"] = "ceil({0})",
        ["degrees"] = "degrees({0})",
        ["floor"] = "floor({0})",
        ["exp"] = "CASE WHEN {0} > 709.78 THEN NULL WHEN {0} < -700 THEN 0 ELSE exp({0}) END",
        ["log"] = "CASE WHEN {0} > 0 THEN ln({0}) END",
        ["log10"] = "CASE WHEN {0} > 0 THEN log({0}) END",
        ["pi"] = "pi()",
        ["radians"] = "radians({0})",
        ["rand"] = "random()",
        ["power"] = "CASE WHEN ({0} < 0 AND {1} <> floor({1})) OR ({0} = 0 AND {1} < 0) THEN NULL ELSE power({0}, {1}) END",
        ["sqrt"] = "CASE WHEN {0} >= 0 THEN sqrt({0}) END",
        ["acos"] = "CASE WHEN abs({0}) <= 1 THEN acos({0}) END",
        ["asin"] = "CASE WHEN abs({0}) <= 1 THEN asin({0}) END",
        ["atan"] = "atan({0})",
        ["atan2"] = "atan2({0}, {1})",
        ["cos"] = "cos({0})",
        ["sin"] = "sin({0})",
        ["tan"] = "tan({0})",
        ["cot"] = "(1 / NULLIF(tan({0}), 0))",
        ["lower"] = $"(lower({Icu}) COLLATE \"C\")",
        ["upper"] = $"(upper({Icu}) COLLATE \"C\")",
        ["timestamp"] = $"to_char({Time}, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')",
        ["ivo_to_jd"] = $"(extract(epoch FROM {Time})::float8 / 86400 + 2440587.5)",
        ["ivo_to_mjd"] = $"(extract(epoch FROM {Time})::float8 / 86400 + 40587)",
        ["ivo_hashlist_has"] = "(position('#' IN {1}) = 0 AND lower({1}) = ANY(string_to_array(lower({0}), '#')))::int::bigint",
        ["ivo_nocasematch"] = $"({Icu} ILIKE {{1}} ESCAPE '')::int::bigint",
        ["ivo_interval_overlaps"] = "({0} <= {3} AND {2} <= {1})::int::bigint",
        ["in_circle"] = "CASE WHEN abs({1}) <= 90 AND abs({3}) <= 90 AND {4} >= 0 THEN (" + Haversine + " <= power(sin(radians(LEAST({4}, 180)) / 2), 2))::int::bigint END",
        ["coord1"] = "split_part({0}, ' ', 1)::float8",
        ["coord2"] = "split_part({0}, ' ', 2)::float8",
        ["coordsys"] = "'ICRS'::text",
        ["cast_real"] = "(({0})::float4)::float8",
        ["cast_double"] = "({0})::float8",
        ["cut"] = "left({0}, ({1})::int)",
        ["cast_varchar"] = "({0})::text",
        ["cast_point"] = "({0})::text",
        ["cast_circle"] = "({0})::text",
        ["cast_polygon"] = "({0})::text",
    };

    private const string Haversine =
        "(power(sin(radians({1} - {3}) / 2), 2) + cos(radians({1})) * cos(radians({3})) * power(sin(radians({0} - {2}) / 2), 2))";

    /// <summary>A call; null: PostgreSQL has no words for it.</summary>
    public static string? Call(ScalarFunction function, IReadOnlyList<string> arguments)
    {
        string[] values = [.. arguments.Select((argument, i) => function.Parameters[i] == AdqlType.Real ? $"({argument})::float8" : $"({argument})")];
        string? form = function.Name switch
        {
            "mod" => function.Result == AdqlType.Integer ? "mod({0}, NULLIF({1}, 0))" : "({0} - {1} * trunc({0} / NULLIF({1}, 0)))",
            "round" => Scaled("CASE WHEN {x} >= 0 THEN floor({x} + 0.5) ELSE ceil({x} - 0.5) END", values.Length),
            "truncate" => Scaled("trunc({x})", values.Length),
            "distance" when values.Length == 4 => "CASE WHEN abs({1}) <= 90 AND abs({3}) <= 90 THEN degrees(2 * asin(sqrt(LEAST(1, " + Haversine + ")))) END",
            "point" => Numbers("abs({1}) <= 90", values),
            "circle" when values.Length == 3 => Numbers("abs({1}) <= 90 AND {2} BETWEEN 0 AND 180", values),
            "circle" => "({0} || ' ' || ({1})::text)",
            "polygon" => string.Join(" || ' ' || ", values.Select(value => $"({value})::text")),
            "cast_smallint" => Whole(function.Parameters[0], "-32768", "32767"),
            "cast_integer" => Whole(function.Parameters[0], "-2147483648", "2147483647"),
            "cast_bigint" => Whole(function.Parameters[0], "-9223372036854774784", "9223372036854774784"),
            _ => Forms.GetValueOrDefault(function.Name),
        };
        return form is null || (function.Name is "ivo_healpix_index" or "contains" or "intersects") ? null : "(" + Filled(form, values) + ")";
    }

    private static string Numbers(string condition, string[] values) =>
        $"CASE WHEN {condition} THEN {string.Join(" || ' ' || ", Enumerable.Range(0, values.Length).Select(i => $"({{{i}}})::text"))} END";

    private static string Scaled(string form, int arguments) => arguments == 1
        ? form.Replace("{x}", "{0}", StringComparison.Ordinal)
        : form.Replace("{x}", "({0} * power(10::float8, ({1})::float8))", StringComparison.Ordinal).Insert(0, "((") + ") / power(10::float8, ({1})::float8))";

    private static string Whole(AdqlType from, string least, string most) => from switch
    {
        AdqlType.Integer => $"CASE WHEN {{0}} BETWEEN {least} AND {most} THEN {{0}} END",
        AdqlType.Real => $"CASE WHEN round(({{0}})::numeric) BETWEEN {least} AND {most} THEN round(({{0}})::numeric)::bigint END",
        _ => $"CASE WHEN round(({{0}})::numeric) BETWEEN {least} AND {most} THEN round(({{0}})::numeric)::bigint END",
    };

    private static string Filled(string form, string[] values)
    {
        for (int i = values.Length - 1; i >= 0; i--)
        {
            form = form.Replace(FormattableString.Invariant($"{{{i}}}"), values[i], StringComparison.Ordinal);
        }

        return form;
    }
}
