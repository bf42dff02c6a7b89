using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Sites;

/// <summary>Limits of running jobs with their present use.</summary>
public static class LimitsTable
{
    private const string Head =
        "<th scope=\"col\">Of</th><th scope=\"col\">Name</th><th scope=\"col\" class=\"num\">Running</th><th scope=\"col\" class=\"num\">Most running</th>"
        + "<th scope=\"col\" class=\"num\">Share</th><th scope=\"col\"></th>";

    /// <summary>The table; it may be empty.</summary>
    public static Html Render(IReadOnlyList<LimitRow> limits) => Parts.Table("limits", "Limits of running jobs", Html.Trusted(Head), limits.Select(Row));

    private static Html Row(LimitRow limit) => Html.Of($"""
        <tr><td>{limit.Kind.ToString()}</td><th scope="row">{limit.Name}</th><td class="num">{Figures.Count(limit.Running)}</td><td class="num">{(limit.MostRunning is { } most ? Figures.Count(most) : "–")}</td><td class="num">{limit.Share?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–"}</td><td>{Html.If(limit.IsFull, () => Parts.State("Full"))}</td></tr>

        """);
}
