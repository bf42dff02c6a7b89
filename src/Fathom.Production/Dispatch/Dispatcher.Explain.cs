using System.Globalization;
using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

public sealed partial class Dispatcher
{
    private const int MostHostsNamed = 5;
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(2);

    /// <summary>What holds the transformations of a campaign back now, in words; empty where the campaign is not known.</summary>
    public IReadOnlyList<DispatchExplanation> Explain(long campaignId, TimeSpan now) => _campaigns.TryGetValue(campaignId, out CampaignBook? campaign)
        ? campaign.Transformations.ConvertAll(queue => new DispatchExplanation(
            queue.Order.Id, queue.Waiting, queue.Delayed.Failed, queue.Running, queue.Waiting > 0 ? Holds(queue, now) : []))
        : [];

    private List<DispatchHold> Holds(TransformationQueue queue, TimeSpan now)
    {
        // No pilot is wanted for what could not write, so that none may have met it.
        DispatchObstacles recent = queue.Obstacles.Since(now - Recently) | (queue.CannotWrite ? DispatchObstacles.ElementTrouble : DispatchObstacles.None);
        List<DispatchHold> holds = [];
        foreach (DispatchObstacles one in Enum.GetValues<DispatchObstacles>())
        {
            if (one != DispatchObstacles.None && recent.HasFlag(one))
            {
                holds.AddRange(Sentences(one, queue, now).Select(sentence => new DispatchHold(one, sentence)));
            }
        }

        if (_turns.InOrder.TakeWhile(campaign => campaign != queue.Campaign).FirstOrDefault(campaign => campaign.Order.Priority > queue.Campaign.Order.Priority) is { } before)
        {
            holds.Add(new DispatchHold(DispatchObstacles.None, Invariant($"Campaign {before.Order.Id} has a higher priority and {before.Waiting} waiting jobs.")));
        }

        if (holds.Count == 0 && Slots == 0 && Running == 0)
        {
            holds.Add(new DispatchHold(DispatchObstacles.None, "No pilot offers a slot."));
        }

        return holds;
    }

    private IEnumerable<string> Sentences(DispatchObstacles one, TransformationQueue queue, TimeSpan now) => one switch
    {
        DispatchObstacles.SiteBanned => _sites.Values.Where(site => site.Banned is not null).Select(site => $"Site {site.Name} is banned: {site.Banned}"),
        DispatchObstacles.NodeBanned => _bannedNodes.Select(node => $"Node {node.Key} is banned: {node.Value}"),
        DispatchObstacles.SiteLimit => _sites.Values.Where(site => site.Running >= site.MostRunning)
            .Select(site => Invariant($"Site {site.Name} runs {site.Running} jobs, its limit.")),
        DispatchObstacles.UserLimit => [Invariant($"User {queue.Campaign.User.Name} runs {queue.Campaign.User.Running} of {queue.Campaign.User.MostRunning} jobs.")],
        DispatchObstacles.CampaignLimit => [Invariant($"The campaign runs {queue.Campaign.Running} of {queue.Campaign.Order.MostRunning} jobs.")],
        DispatchObstacles.TransformationLimit => [Invariant($"The transformation runs {queue.Running} of {queue.Order.MostRunning} jobs.")],
        DispatchObstacles.NotActive => ["The campaign or the transformation is not active."],
        DispatchObstacles.OtherSites => [$"Pilots ask from sites that may not run it; it runs at {string.Join(", ", queue.Order.Sites ?? new HashSet<string>())}."],
        DispatchObstacles.WallTime => ["Jobs last longer than the remaining wall time of the pilots that ask."],
        DispatchObstacles.ElementBanned => _elements.Values.Where(element => element.Banned is not null && (queue.Element is not { Banned: not null } || element == queue.Element))
            .Select(element => $"Storage element {element.Name} is banned: {element.Banned}"),
        DispatchObstacles.ElementLimit => _elements.Values.Where(element => element.Running >= element.MostRunning)
            .Select(element => Invariant($"Storage element {element.Name} is used by {element.Running} jobs, its limit.")),
        DispatchObstacles.ElementLoad => _elements.Values.Select(element => _storage.Load(element.Name)).Where(load => !double.IsInfinity(load.Ceiling))
            .Select(Sentence),
        DispatchObstacles.HostAvoided => ["Jobs were lost on the hosts that ask, and wait for others."],
        DispatchObstacles.NotBefore => [Invariant($"{queue.Delayed.Count} jobs wait to be tried again, the first for {Seconds(queue, now):0} s.")],
        DispatchObstacles.StartSpread => ["Starts are being spread, so that equal jobs do not end together."],
        DispatchObstacles.ElementTrouble when queue.Element?.Trouble is { } why => [$"No job begins that could not write: {why}"],
        DispatchObstacles.ElementTrouble when queue is { LacksRoom: true, Element: { } element } =>
            [Invariant($"No job begins that could not write: storage element {element.Name} has {Bytes(element.Room)} left, {Bytes(element.Promised)} of it for the jobs that run; one more writes {Bytes(queue.MeanWritten)}.")],
        DispatchObstacles.CannotBegin when queue.Trial.IsOn =>
            [Invariant($"{queue.Trial.FailedInRow} attempts in a row failed before they began, by what lies outside the jobs: until one begins, one at a time is tried.")],
        DispatchObstacles.CannotBegin => _hostTrials.Tried.Take(MostHostsNamed).ToArray() is { Length: > 0 } hosts
            ? [Invariant($"On {string.Join(", ", hosts)} attempts fail before they begin, by what lies outside the jobs: until one begins, one at a time is tried there.")]
            : [],
        _ => [],
    };

    private static string Sentence(ElementLoad load)
    {
        (double bytes, string unit) = UnitOf(load.Usable);
        return Invariant($"Storage element {load.Element} gives {load.Granted / bytes:0.##} of at most {load.Usable / bytes:0.##} {unit}/s.");
    }

    private static string Bytes(double count)
    {
        (double bytes, string unit) = UnitOf(count);
        return Invariant($"{count / bytes:0.##} {unit}");
    }

    private static (double Bytes, string Unit) UnitOf(double bytes) =>
        bytes switch { >= 1e12 => (1e12, "TB"), >= 1e9 => (1e9, "GB"), >= 1e6 => (1e6, "MB"), >= 1e3 => (1e3, "kB"), _ => (1, "B") };

    private static double Seconds(TransformationQueue queue, TimeSpan now) =>
        queue.Delayed.FirstDue is { } due ? Math.Max(0, (due - now).TotalSeconds) : 0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
