using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Runs;

namespace Fathom.Portal.Pages.Physics;

/// <summary>The reconstructed events of a campaign.</summary>
public static class PhysicsPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(PhysicsSummary summary, IReadOnlyList<string> campaigns, string? campaign, bool logarithmic)
        => new("Physics", "/physics", Html.Of($"""
            <div class="head"><h1>Physics</h1><span class="soft">{(campaign is null ? "all campaigns" : campaign)}, from the metadata of the miniESD files</span></div>
            {Html.If(campaigns.Count > 1 || campaign is not null, () => Html.Of($"<ul class=\"tabs\"><li><a href=\"/physics\"{Chosen(campaign is null)}>All</a></li>{campaigns.Select(c => Html.Of($"<li><a href=\"{Address(c, logarithmic)}\"{Chosen(c == campaign)}>{c}</a></li>"))}</ul>"))}
            {Facts(summary)}
            <section>{Spectra.Render(summary, logarithmic, Address(campaign, !logarithmic))}</section>
            """));

    /// <summary>The address of the page.</summary>
    public static string Address(string? campaign, bool logarithmic)
        => Query.Address("/physics", ("campaign", campaign), ("scale", logarithmic ? "log" : null));

    private static Html Facts(PhysicsSummary s) => Html.Of($"""
        <div class="card" id="sums" data-live><dl class="facts">
        {Parts.Fact("miniESD files", Html.Of($"{Figures.Count(s.Files)}"))}{Parts.Fact("Events", Html.Of($"{Figures.Count(s.Events)}"))}{Parts.Fact("With vertex and energy", Html.Of($"{Figures.Count(s.Reconstructed)} <small>{Figures.Percent(s.Reconstructed, s.Events)} of events</small>"))}{Parts.Fact("IBD pairs", Html.Of($"{Figures.Count(s.IbdPairs)}"))}{Parts.Fact("Livetime", Html.Of($"{RunFigures.Livetime(s.LivetimeNs)}"))}{Parts.Fact("Event rate", Html.Of($"{Rate(s)}"))}
        </dl></div>
        """);

    private static string Rate(PhysicsSummary s) => s.LivetimeNs > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{s.Events / (s.LivetimeNs / 1e9):0.0} Hz")
        : "–";

    private static Html Chosen(bool chosen) => chosen ? Html.Trusted(" aria-current=\"true\"") : Html.Empty;
}
