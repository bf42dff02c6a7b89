using System.Globalization;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Tap;

/// <summary>A query with what it asks of its answer (TAP 1.1, section 2.7).</summary>
/// <param name="Query">ADQL.</param>
/// <param name="Format">How to write the rows.</param>
/// <param name="MostRows">Most rows.</param>
public sealed record TapRequest(string Query, TableOutput Format, long MostRows)
{
    private static readonly string[] Languages = ["ADQL", "ADQL-2.0", "ADQL-2.1"];

    /// <summary>Reads the parameters, whose names are of any case.</summary>
    /// <param name="parameters">The parameters; the last of a name counts.</param>
    /// <param name="limits">What a query may take.</param>
    /// <param name="request">What is asked, where nothing is wrong.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Read(IReadOnlyList<UwsParameter> parameters, TapLimits limits, out TapRequest? request)
    {
        request = null;
        string? Value(string name) => parameters.LastOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
        if (Value("REQUEST") is { } asked && !string.Equals(asked, "doQuery", StringComparison.OrdinalIgnoreCase))
        {
            return $"REQUEST={Shown(asked)} is not known: leave it out, or use doQuery.";
        }

        if (Value("LANG") is not { } language)
        {
            return "LANG is missing: use LANG=ADQL.";
        }

        if (!Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            return $"LANG={Shown(language)} is not known: use ADQL, ADQL-2.0 or ADQL-2.1.";
        }

        if (Value("QUERY") is not { Length: > 0 } query)
        {
            return "QUERY is missing: there is nothing to answer.";
        }

        string? name = Value("RESPONSEFORMAT") ?? Value("FORMAT");
        if (TableFormats.Find(name) is not { } format)
        {
            return $"RESPONSEFORMAT={Shown(name!)} is not known: use votable, votable/td, csv, tsv, fits, json or html.";
        }

        if (Rows(Value("MAXREC"), limits) is not { } rows)
        {
            return $"MAXREC={Shown(Value("MAXREC")!)} is no number of rows.";
        }

        request = new TapRequest(query, format, rows);
        return null;
    }

    private static long? Rows(string? text, TapLimits limits)
    {
        if (string.IsNullOrEmpty(text))
        {
            return limits.DefaultRows;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long rows) ? Math.Min(rows, limits.MostRows)
            : text.Length > 0 && text.All(char.IsAsciiDigit) ? limits.MostRows
            : null;
    }

    private static string Shown(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
