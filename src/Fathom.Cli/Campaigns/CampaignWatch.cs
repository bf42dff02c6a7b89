using Fathom.Cli.Output;
using Fathom.Database;
using Fathom.Production.Campaigns;
using Fathom.Production.Queries;

namespace Fathom.Cli.Campaigns;

/// <summary>Follows campaigns until they have ended.</summary>
internal sealed class CampaignWatch(WorkspaceDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns the last campaign's progress when all have ended.</summary>
    public async Task<CampaignProgress> UntilEndedAsync(IReadOnlyList<string> names, ProgressReport report, CancellationToken cancellation)
    {
        var queries = new CampaignQueries(database);
        while (true)
        {
            CampaignProgress[] progress = [.. names.Select(name => queries.Progress(name)!)];
            long expected = progress.Sum(campaign => campaign.Transformations.Sum(step => step.Expected));
            long ended = progress.Sum(campaign => campaign.Transformations.Sum(step => step.Ended));
            report.Report(ended, expected, Remark(progress));
            if (progress.All(campaign => campaign.Campaign.State == CampaignState.Completed))
            {
                return progress[^1];
            }

            if (progress.FirstOrDefault(campaign => campaign.Campaign.State is CampaignState.New or CampaignState.Stopped) is { } idle)
            {
                throw new CommandException(ExitCode.NotWell,
                    $"Campaign {idle.Campaign.Name} is {idle.Campaign.State}; 'fathom campaign start {idle.Campaign.Name}' starts it.");
            }

            await Task.Delay(Interval, time, cancellation);
        }
    }

    private static string Remark(CampaignProgress[] progress) =>
        progress.Max(campaign => campaign.Eta.Seconds) is > 0 and var seconds ? $"jobs, about {seconds:F0} s left" : "jobs";
}
