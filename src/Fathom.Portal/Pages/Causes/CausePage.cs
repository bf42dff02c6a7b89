using Fathom.Portal.Markup;
using Fathom.Portal.Plots;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Portal.Pages.Causes;

/// <summary>One cause: how often, where, since when, with examples and their evidence, and what can be done about all of it.</summary>
public static class CausePage
{
    private const int Shown = 20;

    /// <summary>The page.</summary>
    public static PageContent Render(CauseGroup cause, IReadOnlyList<CausePlan> plans, string? campaign, Visitor visitor) => new(cause.Id, "/causes", Html.Of($"""
        <div id="cause" data-live>
        <div class="head"><h1>{cause.Id}</h1></div>
        {Html.If(cause.Advice.Length > 0, () => Html.Of($"<p class=\"problem\">{cause.Advice}</p>"))}
        <div class="card"><dl class="facts">
        {Parts.Fact("Failed attempts", Html.Of($"{Figures.Count(cause.Attempts)}"))}{Parts.Fact("Jobs", Html.Of($"{Figures.Count(cause.Jobs)} <small>{Figures.Count(plans[0].Failed)} failed by it last</small>"))}{Parts.Fact("Action", Html.Of($"{RuleActionNames.Of(cause.Action)}"))}{Parts.Fact("First", Parts.Time(cause.FirstUtc))}{Parts.Fact("Last", Parts.Time(cause.LastUtc))}{Parts.Fact("Over time", Sparkline.Draw(cause.PerSlice))}
        </dl></div>
        <div class="card"><dl class="pairs">
        {Parts.Pair("Wording", cause.Template)}{Parts.Pair("Sites", CausesPage.Names(cause.Sites, Shown))}{Parts.Pair("Hosts", CausesPage.Names(cause.Hosts, Shown))}{Parts.Pair("Storage elements", CausesPage.Names(cause.Elements, Shown))}{Parts.Pair("Rules", string.Join(", ", cause.Rules))}{Parts.Pair("Version of the rules", cause.RulesVersion)}
        </dl></div>
        </div>
        {CauseForms.Render(cause.Id, campaign, plans, visitor)}
        <section><h2>Latest examples</h2>{Html.Each(cause.Examples, Example)}</section>
        """))
    { Above = [("Causes", "/causes")] };

    private static Html Example(FailedAttempt failed) => Html.Of($"""
        <div class="card" id="example-{failed.JobId}-{failed.Number}" data-live><h3><a href="/jobs/{failed.JobId}">Job {failed.JobId}</a>, attempt {failed.Number}</h3><dl class="pairs">
        {Parts.Pair("Campaign", failed.Campaign)}{Parts.Pair("Ended", Parts.Time(failed.EndedUtc))}{Parts.Pair("Host", failed.Evidence.Host)}{Parts.Pair("Site", failed.Evidence.Site)}{Parts.Pair("Element", failed.Evidence.Element)}{Parts.Pair("Declared", failed.Evidence.Failure.Cause)}{Parts.Pair("Message", failed.Evidence.Failure.Detail)}{Parts.Pair("Exit code", Html.Of($"{failed.Evidence.Failure.ExitCode}"))}{Parts.Pair("Signal", Html.Of($"{failed.Evidence.Failure.Signal}"))}{Parts.Pair("CPU, wall", Html.Of($"{failed.Evidence.Failure.Use.CpuSeconds:0.#} s, {failed.Evidence.Failure.Use.WallSeconds:0.#} s"))}{Parts.Pair("Peak memory", Figures.Bytes(failed.Evidence.Failure.Use.MaxRssBytes))}
        </dl><pre class="log">{failed.Evidence.Failure.LogTail}</pre></div>
        """);
}
