using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Production.Jobs;
using Fathom.Production.Logs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Attempts with their evidence, newest first.</summary>
public static class AttemptCards
{
    private const int LinesShown = 200;
    private const int CharactersShown = 32_000;

    /// <summary>The attempts of a job.</summary>
    /// <param name="job">Its number.</param>
    /// <param name="attempts">They.</param>
    /// <param name="wholeLogs">Whole logs that are kept, by attempt.</param>
    public static Html Render(long job, IReadOnlyList<AttemptRow> attempts, IReadOnlyDictionary<int, KeptLog> wholeLogs) => Html.Of($"""
        <div id="attempts" data-live>
        {(attempts.Count == 0 ? Parts.Empty("No pilot has taken this job yet.", Html.Trusted("It waits for a free slot.")) : Html.Join(attempts.OrderByDescending(a => a.Number).Select((a, place) => Card(job, a, wholeLogs, newest: place == 0))))}</div>
        """);

    private static Html Card(long job, AttemptRow attempt, IReadOnlyDictionary<int, KeptLog> wholeLogs, bool newest) => Html.Of($"""
        <article class="card">
        <div class="head"><h3>Attempt {attempt.Number}</h3>{Parts.State(attempt.State.ToString())}<span class="soft">pilot {attempt.PilotId} on {attempt.Host}</span></div>
        {Html.If(attempt.Cause.Length > 0, () => Html.Of($"<p class=\"problem\"><b>{attempt.Cause}</b>{Html.If(attempt.Detail.Length > 0, () => Html.Of($"<br>{attempt.Detail}"))}</p>"))}
        <dl class="facts">
        {Parts.Fact("Leased", Parts.Time(attempt.LeasedUtc))}{Parts.Fact("Ended", Parts.Time(attempt.EndedUtc))}{Number("CPU", attempt.CpuSeconds, "s")}{Number("Wall", attempt.WallSeconds, "s")}{Html.If(attempt.MaxRssBytes is not null, () => Parts.Fact("Peak memory", Html.Of($"{Figures.Bytes(attempt.MaxRssBytes!.Value)}")))}{Html.If(attempt.ExitCode is not null, () => Parts.Fact("Exit code", Html.Of($"{attempt.ExitCode}")))}{Html.If(attempt.Signal is not null, () => Parts.Fact("Signal", Html.Of($"{attempt.Signal}")))}
        </dl>
        <p class="soft mono">{attempt.Element}:{attempt.Path}</p>
        {Log(job, attempt, wholeLogs, newest)}
        </article>

        """);

    private static Html Number(string name, double? value, string unit) => Html.If(
        value is not null,
        () => Parts.Fact(name, Html.Of($"{value!.Value.ToString("0.0", CultureInfo.InvariantCulture)} {unit}")));

    private static Html Log(long job, AttemptRow attempt, IReadOnlyDictionary<int, KeptLog> wholeLogs, bool newest)
    {
        var href = $"/jobs/{job}/attempts/{attempt.Number}/log";
        var text = wholeLogs.GetValueOrDefault(attempt.Number) is { End.Length: > 0 } kept ? kept.End : attempt.LogTail;
        if (text.Length == 0)
        {
            return wholeLogs.ContainsKey(attempt.Number) ? Html.Of($"<p class=\"soft\">Its log ends where the attempt was cut off.</p> {Whole(attempt, href, wholeLogs)}") : Html.Empty;
        }

        var (shown, cut) = Tail(text);
        var open = newest && attempt.State is AttemptState.Failed or AttemptState.Lost or AttemptState.Refused;
        return Html.Of($"""
            <details id="log-{attempt.Number}"{(open ? Html.Trusted(" open") : Html.Empty)}><summary>Log{(cut ? " (its last lines)" : "")}</summary>
            <pre class="log" id="log-text-{attempt.Number}" tabindex="0">{shown}</pre>
            {Whole(attempt, href, wholeLogs)}</details>
            """);
    }

    private static Html Whole(AttemptRow attempt, string href, IReadOnlyDictionary<int, KeptLog> wholeLogs)
        => wholeLogs.TryGetValue(attempt.Number, out var kept)
            ? Html.Of($"<a href=\"{href}\">Whole log ({Figures.Bytes(kept.Bytes)})</a> · <a href=\"{href}?download\" download>Download it</a>")
            : LogTailMark.WholeBytes(attempt.LogTail) is { } said
                ? Html.Of($"<p class=\"soft\">The whole log ({Figures.Bytes(said)}) is not kept: it was lost on its way, or its time is over.</p> <a href=\"{href}?download\" download>Download its last lines</a>")
                : Html.Of($"<a href=\"{href}?download\" download>Download the log ({Figures.Bytes(attempt.LogTail.Length)})</a>");

    /// <summary>The last lines of a log that fit on a page, and whether something stands before them.</summary>
    public static (string Shown, bool Cut) Tail(string log)
    {
        var start = Math.Max(0, log.Length - CharactersShown);
        var lines = 0;
        for (var i = log.Length - 2; i >= start; i--)
        {
            if (log[i] == '\n' && ++lines == LinesShown)
            {
                start = i + 1;
                break;
            }
        }

        return (log[start..], start > 0);
    }
}

/// <summary>A whole log that is kept.</summary>
/// <param name="Bytes">Its length [byte].</param>
/// <param name="End">Its last lines, where they were read for the page; else empty.</param>
public sealed record KeptLog(int Bytes, string End);
