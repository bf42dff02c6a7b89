using Fathom.Portal.Markup;
using Fathom.Portal.Plots;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Portal.Pages.Causes;

/// <summary>All failures as a handful of causes.</summary>
public static class CausesPage
{
    private const string Head =
        "<th scope=\"col\">Cause</th><th scope=\"col\" class=\"num\">Failed attempts</th><th scope=\"col\" class=\"num\">Jobs</th><th scope=\"col\">Over time</th>"
        + "<th scope=\"col\">Sites</th><th scope=\"col\">Hosts</th><th scope=\"col\">First</th><th scope=\"col\">Last</th><th scope=\"col\">Action</th><th scope=\"col\">An example</th>";

    /// <summary>The address of a cause's page.</summary>
    public static string Address(string id, string? campaign = null) => Query.Address("/causes/" + Uri.EscapeDataString(id), ("campaign", campaign));

    /// <summary>The page.</summary>
    public static PageContent Render(IReadOnlyList<CauseGroup> causes, string? campaign) => new("Causes", "/causes", Html.Of($"""
        <div class="head"><h1>Causes of failures</h1>{Html.If(campaign is not null, () => Html.Of($"<span class=\"soft\">in {campaign}</span>"))}</div>
        {(causes.Count == 0 ? Html.Of($"<div id=\"causes\" data-live>{Parts.Empty("No attempt has failed.", Html.Trusted("Failures appear here grouped by their cause."))}</div>") : Table(causes, campaign))}
        """));

    /// <summary>Names with their counts, the most frequent first.</summary>
    internal static Html Names(IReadOnlyList<KeyCount> counts, int most) => Html.Of($"""
        {Html.Each(counts.Take(most), count => Html.Of($"{(count.Key.Length > 0 ? count.Key : "?")} <small>{Figures.Count(count.Count)}</small> "))}{Html.If(counts.Count > most, () => Html.Of($"<small>and {counts.Count - most} more</small>"))}
        """);

    private static Html Table(IReadOnlyList<CauseGroup> causes, string? campaign) => Parts.Table("causes", "Causes of failures", Html.Trusted(Head), causes.Select(cause => Html.Of($"""
        <tr><th scope="row"><a href="{Address(cause.Id, campaign)}">{cause.Id}</a></th><td class="num">{Figures.Count(cause.Attempts)}</td><td class="num">{Figures.Count(cause.Jobs)}</td><td>{Sparkline.Draw(cause.PerSlice)}</td><td>{Names(cause.Sites, 3)}</td><td>{Names(cause.Hosts, 3)}</td><td>{Parts.Time(cause.FirstUtc)}</td><td>{Parts.Time(cause.LastUtc)}</td><td title="{cause.Advice}">{RuleActionNames.Of(cause.Action)}</td><td class="wide"><a href="/jobs/{cause.Examples[0].JobId}">job {cause.Examples[0].JobId}</a> {TelltaleLine.Of(cause.Examples[0].Evidence.Failure)}</td></tr>

        """)));
}
