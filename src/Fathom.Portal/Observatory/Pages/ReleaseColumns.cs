using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>The columns of a release, what they mean and what is in them.</summary>
internal static class ReleaseColumns
{
    private static readonly Html Head = Html.Trusted(
        "<th scope=\"col\">Column</th><th scope=\"col\">Unit</th><th scope=\"col\">What it is</th><th scope=\"col\">UCD</th><th scope=\"col\" class=\"num\">Least</th>"
        + "<th scope=\"col\" class=\"num\">Mean</th><th scope=\"col\" class=\"num\">Greatest</th><th scope=\"col\" class=\"num\" title=\"exact up to 1,000, then to about 2 %\">Different</th><th scope=\"col\" class=\"num\">Empty</th>");

    /// <summary>The section.</summary>
    public static Html Render(ReleaseTable table) => Html.Of($"""
        <section><h2>Columns of <code>{table.Description.QualifiedName}</code></h2>
        {Parts.Table("columns", "Columns", Head, table.Description.Columns.Select((column, i) => Row(column, table.Statistics(i))))}
        </section>
        """);

    private static Html Row(ColumnDescription column, ColumnStatistics seen) => Html.Of($"""
        <tr><th scope="row"><code>{column.Name}</code></th><td>{column.Unit}</td><td class="wide">{column.Description}{Notes(column)}</td><td class="soft">{column.Ucd}</td><td class="num">{Number(seen.Minimum)}</td><td class="num">{Number(seen.Mean)}</td><td class="num">{Number(seen.Maximum)}</td><td class="num">{(seen.Distinct is { } different ? Figures.Count(different) : "")}</td><td class="num">{(seen.Nulls == 0 ? "" : Figures.Count(seen.Nulls))}</td></tr>

        """);

    private static Html Notes(ColumnDescription column)
    {
        string[] notes =
        [
            .. column.Frame is { } frame ? [frame] : Array.Empty<string>(),
            .. column.ConfidenceLevel is { } level ? [string.Create(CultureInfo.InvariantCulture, $"confidence level {100 * level:0.##} %")] : Array.Empty<string>(),
            .. column.Time is { } time ? [$"{time.Scale}, {time.Place.ToLowerInvariant()}"] : Array.Empty<string>(),
        ];
        return Html.If(notes.Length > 0, () => Html.Of($" <span class=\"soft\">({string.Join("; ", notes)})</span>"));
    }

    private static string Number(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? "";
}
