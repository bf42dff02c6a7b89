using System.Globalization;
using Fathom.Cli.Output;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;

namespace Fathom.Cli.Campaigns;

/// <summary>Prints how far a campaign is.</summary>
internal static class CampaignStatus
{
    /// <param name="progress">How far it is.</param>
    /// <param name="scouts">What its scouts found.</param>
    /// <param name="json">As JSON, without the scouts.</param>
    public static void Write(CampaignProgress progress, ScoutReport? scouts, bool json)
    {
        if (json)
        {
            Console.WriteLine(OutputJson.Line(progress));
            return;
        }

        CampaignRow campaign = progress.Campaign;
        Facts.Write(
            ("campaign", campaign.Name), ("state", campaign.State), ("runs", campaign.GoodRunList), ("conditions", campaign.Conditions),
            ("software", campaign.Software), ("started", campaign.StartedUtc), ("completed", campaign.CompletedUtc),
            ("ETA", Eta(progress.Eta)),
            ("", progress.Eta.Basis),
            ("scouts", Scouts(scouts)),
            ("transfers", string.Join(", ", progress.Transfers.Select(state => $"{state.Value} {state.Key}"))));
        Console.WriteLine();
        Listing.Write(
            progress.Transformations, false,
            new("TRANSFORMATION", step => step.Name), new("STATE", step => step.State), new("EXPECTED", step => step.Expected),
            Count("WAITING", JobState.Waiting), Count("RUNNING", JobState.Matched, JobState.Running, JobState.Completing),
            Count("DONE", JobState.Done), Count("HELD", JobState.Held), Count("KILLED", JobState.Killed),
            new("PER MINUTE", step => Math.Round(step.PerMinute, 1)));
        if (progress.Failures.Count > 0)
        {
            Console.WriteLine();
            Listing.Write(
                progress.Failures, false,
                new("FAILURES BY CAUSE", failure => failure.Cause), new("ATTEMPTS", failure => failure.Attempts), new("JOBS", failure => failure.Jobs),
                new("HELD", failure => failure.Held), new("LATEST", failure => failure.Example));
        }
    }

    private static string? Scouts(ScoutReport? report) => report switch
    {
        null or { Policy: null } => null,
        { State: ScoutState.Failed, Findings: [{ } first, ..] } =>
            $"Failed: {first} The rest waits; 'fathom campaign accept-scouts {report.Campaign} --reason …' lets it run.",
        _ => report.State.ToString(),
    };

    private static string? Eta(CampaignEta eta) => eta switch
    {
        { Seconds: { } seconds, Low: { } low, High: { } high } when high > 0 => $"{Span(seconds)} ({Span(low)} to {Span(high)})",
        { Seconds: { } seconds } => Span(seconds),
        _ => null,
    };

    private static string Span(double seconds) => TimeSpan.FromSeconds(Math.Ceiling(seconds)).ToString("c", CultureInfo.InvariantCulture);

    private static ListingColumn<TransformationProgress> Count(string header, params JobState[] states) =>
        new(header, step => states.Sum(state => step.Jobs.GetValueOrDefault(state)));
}
