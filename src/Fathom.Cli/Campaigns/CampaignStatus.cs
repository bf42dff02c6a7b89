using System.Globalization;
using Fathom.Cli.Output;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Cli.Campaigns;

/// <summary>Prints how far a campaign is.</summary>
internal static class CampaignStatus
{
    public static void Write(CampaignProgress progress, bool json)
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
