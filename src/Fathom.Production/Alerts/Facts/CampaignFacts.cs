using Fathom.Production.Accounting;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Production.Alerts.Facts;

/// <summary>Held jobs, campaigns that stand still or slip, and work without pilots. Remembers what it saw before.</summary>
/// <param name="counts">Jobs by campaign and state now.</param>
/// <param name="livingPilots">Pilots alive now.</param>
/// <param name="accounts">The accounts: the pace of a campaign.</param>
/// <param name="time">Clock.</param>
public sealed class CampaignFacts(
    Func<IReadOnlyList<JobCount>> counts, Func<long> livingPilots, AccountingRollup accounts, TimeProvider time) : IAlertFactSource
{
    private const int FewestAccepted = 20;
    private readonly Dictionary<string, (long Done, long Since)> _progress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _earliest = new(StringComparer.Ordinal);
    private long? _withoutPilots;

    /// <inheritdoc/>
    public IReadOnlyList<string> Facts { get; } =
        [AlertFacts.CampaignHeldJobs, AlertFacts.CampaignStalled, AlertFacts.CampaignEtaSlip, AlertFacts.NoPilots];

    /// <inheritdoc/>
    public IEnumerable<AlertSample> Measure()
    {
        IReadOnlyList<JobCount> now = counts();
        var samples = new List<AlertSample>();
        foreach (IGrouping<string, JobCount> campaign in now.GroupBy(count => count.Campaign, StringComparer.Ordinal))
        {
            samples.Add(new(AlertFacts.CampaignHeldJobs, campaign.Key, Sum(campaign, JobState.Held)));
            if (campaign.First().CampaignState == CampaignState.Active && campaign.Where(count => count.State.IsOpen()).Sum(count => count.Count) is > 0 and var open)
            {
                samples.Add(new(AlertFacts.CampaignStalled, campaign.Key, Stalled(campaign.Key, Sum(campaign, JobState.Done))));
                samples.AddRange(Slip(campaign.Key, open));
            }
            else
            {
                _progress.Remove(campaign.Key);
                _earliest.Remove(campaign.Key);
            }
        }

        bool waits = now.Any(count => count is { State: JobState.Waiting, CampaignState: CampaignState.Active, Count: > 0 });
        _withoutPilots = waits && livingPilots() == 0 ? _withoutPilots ?? time.GetTimestamp() : null;
        samples.Add(new(AlertFacts.NoPilots, "", _withoutPilots is { } since ? time.GetElapsedTime(since).TotalMinutes : 0));
        return samples;
    }

    private double Stalled(string campaign, long done)
    {
        if (!_progress.TryGetValue(campaign, out (long Done, long Since) before) || before.Done != done)
        {
            _progress[campaign] = before = (done, time.GetTimestamp());
        }

        return time.GetElapsedTime(before.Since).TotalMinutes;
    }

    // The expected end: what is open now, at the pace of this hour and the one before.
    private IEnumerable<AlertSample> Slip(string campaign, long open)
    {
        DateTimeOffset now = time.GetUtcNow();
        long hour = AccountingHour.Of(now), accepted = 0;
        accounts.Scan(hour - 1, hour, (_, series, cell) => accepted += accounts.Series(series).Campaign == campaign ? cell.Accepted : 0);
        if (accepted < FewestAccepted)
        {
            return [];
        }

        double hours = 1 + (now - AccountingHour.Start(hour)).TotalHours;
        double end = (now.ToUnixTimeSeconds() / 3600.0) + (open / (accepted / hours));
        double earliest = _earliest[campaign] = Math.Min(end, _earliest.GetValueOrDefault(campaign, end));
        return [new AlertSample(AlertFacts.CampaignEtaSlip, campaign, end - earliest)];
    }

    private static long Sum(IEnumerable<JobCount> counts, JobState state) => counts.Where(count => count.State == state).Sum(count => count.Count);
}
