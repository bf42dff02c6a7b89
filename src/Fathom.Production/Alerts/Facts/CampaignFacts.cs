using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Production.Alerts.Facts;

/// <summary>Held jobs, campaigns that stand still or slip, and work without pilots. Remembers what it saw before.</summary>
/// <param name="counts">Jobs by campaign and state now.</param>
/// <param name="livingPilots">Pilots alive now.</param>
/// <param name="expected">Forecast of a campaign's end by its name, the median [s from now]; null where nothing can be said.</param>
/// <param name="time">Clock.</param>
public sealed class CampaignFacts(
    Func<IReadOnlyList<JobCount>> counts, Func<long> livingPilots, Func<string, double?> expected, TimeProvider time) : IAlertFactSource
{
    private const int FewestAccepted = 20;

    // A forecast reads what all accepted attempts took: not at every look.
    private static readonly TimeSpan BetweenForecasts = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, (long Done, long Since)> _progress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Ends> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _asked = new(StringComparer.Ordinal);
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
            if (campaign.First().CampaignState == CampaignState.Active && campaign.Where(count => count.State.IsOpen()).Sum(count => count.Count) is > 0)
            {
                samples.Add(new(AlertFacts.CampaignStalled, campaign.Key, Stalled(campaign.Key, Sum(campaign, JobState.Done))));
                samples.AddRange(Slip(campaign.Key, Sum(campaign, JobState.Done)));
            }
            else
            {
                _progress.Remove(campaign.Key);
                _ends.Remove(campaign.Key);
                _asked.Remove(campaign.Key);
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

    private IEnumerable<AlertSample> Slip(string campaign, long done)
    {
        Ends? known = _ends.GetValueOrDefault(campaign);
        bool due = !_asked.TryGetValue(campaign, out long asked) || time.GetElapsedTime(asked) >= BetweenForecasts;
        // Of few accepted attempts the forecast is too uncertain for the earliest end to mean anything.
        if (due && done >= FewestAccepted)
        {
            // Also where nothing can be foretold: that answer costs as much.
            _asked[campaign] = time.GetTimestamp();
            if (expected(campaign) is { } seconds)
            {
                double end = (time.GetUtcNow().ToUnixTimeSeconds() + seconds) / 3600;
                _ends[campaign] = known = new Ends(end, Math.Min(end, known?.Earliest ?? end));
            }
        }

        // While nothing can be foretold (no pilot lives) the latest end stands.
        return known is null ? [] : [new AlertSample(AlertFacts.CampaignEtaSlip, campaign, known.Latest - known.Earliest)];
    }

    /// <summary>Expected ends of a campaign [h since 1970]: the one that was foretold last, and the earliest.</summary>
    private sealed record Ends(double Latest, double Earliest);

    private static long Sum(IEnumerable<JobCount> counts, JobState state) => counts.Where(count => count.State == state).Sum(count => count.Count);
}
