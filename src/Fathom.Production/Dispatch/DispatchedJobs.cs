using Fathom.Production.Jobs;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

/// <summary>The dispatcher as the ledger's waiting jobs.</summary>
/// <param name="dispatcher">The dispatcher; driven by the ledger's writer alone.</param>
/// <param name="time">Its clock.</param>
/// <param name="forecasts">What is known of jobs before they run, with predicted seconds for sizes; null: the bytes of their inputs.</param>
public sealed class DispatchedJobs(Dispatcher dispatcher, TimeProvider time, IJobForecasts? forecasts = null) : IWaitingJobs
{
    private const int MostDoublings = 6;
    private const int LeastSlots = 8;
    private static readonly TimeSpan LossBackoff = TimeSpan.FromSeconds(1);
    // A chain makes new jobs at any moment: they are not to wait for a pilot that sleeps over an old one's delay.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(2);

    private readonly DispatchDecision[] _chosen = new DispatchDecision[1];
    private readonly Dictionary<long, StepFacts> _known = [];
    private readonly Dictionary<long, CampaignOrder> _campaigns = [];
    private JobSizes _sizes = new();
    private DispatchRules _rules = DispatchRules.None;

    /// <summary>The last answer.</summary>
    public DispatchAnswer LastAnswer { get; private set; }

    /// <summary>The last job that was given.</summary>
    public DispatchDecision LastDecision => _chosen[0];

    /// <inheritdoc/>
    public TimeSpan? RetryAfter => LastAnswer.Obstacles.HasFlag(DispatchObstacles.ElementLoad) || LastAnswer.RetryAfter < MostSleep
        ? LastAnswer.RetryAfter
        : MostSleep;

    // Of very many pilots one always asks soon: that all of them ask so often would only keep the server busy.
    private TimeSpan MostSleep => dispatcher.IdleWait > LongestSleep ? dispatcher.IdleWait : LongestSleep;

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <inheritdoc/>
    public void Follow(JobSizes sizes) => _sizes = sizes;

    /// <inheritdoc/>
    public void Learnt(StepFacts step, DurationModel durations)
    {
        Follow(step);
        dispatcher.SetDurations(step.Id, durations);
    }

    /// <inheritdoc/>
    public void Add(StepFacts step, long firstJob, int count)
    {
        Follow(step);
        foreach (JobRange jobs in forecasts?.Of(step, firstJob, count) ?? _sizes.Ranges(firstJob, count))
        {
            dispatcher.Enqueue(step.Id, jobs);
        }
    }

    /// <inheritdoc/>
    public void Return(StepFacts step, long job, int losses, HostSet lostHosts, TimeSpan backoff, TimeSpan waited)
    {
        Follow(step);
        if (backoff > TimeSpan.Zero)
        {
            dispatcher.FailedOutside(job, Now);
        }

        JobRange known = dispatcher.Ended(job, Now) ?? RangeOf(step, job);
        TimeSpan ofLosses = losses <= 1 ? TimeSpan.Zero : (LossBackoff * Math.Pow(2, Math.Min(losses - 2, MostDoublings))) - waited;
        dispatcher.Return(step.Id, new ReturnedJob(known, lostHosts, losses, Now + (backoff > ofLosses ? backoff : ofLosses)), Now);
    }

    /// <inheritdoc/>
    public void Postpone(StepFacts step, long job, DispatchObstacles obstacle) =>
        LastAnswer = new DispatchAnswer(0, obstacle, dispatcher.Postpone(job, obstacle, Now));

    /// <inheritdoc/>
    public void Adopt(StepFacts step, long job, string site)
    {
        Follow(step);
        dispatcher.Adopt(new AdoptedJob(RangeOf(step, job), step.Id, site, null), Now);
    }

    /// <inheritdoc/>
    public bool TryRead(long job, IReadOnlyList<LeasedInput> inputs) => dispatcher.TryRead(job, ReadsOf(inputs));

    /// <inheritdoc/>
    public IReadOnlyList<LeasedInput> Paced(long job, IReadOnlyList<LeasedInput> inputs)
    {
        LeasedInput[]? paced = null; // where no element has a ceiling, which is most often, nothing is made
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Replicas is [var first, ..] && dispatcher.ReadPace(job, first.Element.Name) is { } pace)
            {
                paced ??= [.. inputs];
                paced[i] = inputs[i] with { BytesPerSecond = pace };
            }
        }

        return paced ?? inputs;
    }

    /// <inheritdoc/>
    public void Began(long job, double? readSeconds)
    {
        dispatcher.Began(job);
        if (readSeconds is { } seconds)
        {
            dispatcher.ReadEnded(job, TimeSpan.FromSeconds(seconds));
        }
    }

    /// <inheritdoc/>
    public void AdoptReads(long job, IReadOnlyList<LeasedInput> inputs) => dispatcher.AdoptReads(job, ReadsOf(inputs));

    /// <inheritdoc/>
    public bool TryTake(in SlotOffer offer, IReadOnlyList<StepFacts> steps, out long job)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            Follow(steps[i]);
        }

        // A pilot may have many slots. Too many only lets a herd start closer together; too few would hold it up.
        dispatcher.Slots = Math.Max(offer.Pilots, LeastSlots + (2 * dispatcher.Running));
        TimeSpan remaining = offer.RemainingSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        LastAnswer = dispatcher.Choose(new PilotOffer(offer.PilotId, offer.Site, offer.Host, remaining, offer.CpuFactor), _chosen, Now);
        job = LastAnswer.Count > 0 ? _chosen[0].JobId : 0;
        return job != 0;
    }

    /// <inheritdoc/>
    public void Withdrawn(StepFacts step, long job)
    {
        Follow(step);
        dispatcher.Withdraw(step.Id, job);
    }

    /// <inheritdoc/>
    public void Ended(long job, double? written = null) => dispatcher.Ended(job, Now, written);

    /// <inheritdoc/>
    public void Follow(DispatchRules rules)
    {
        _rules = rules;
        dispatcher.ForgetRules();
        foreach (DispatchLimit limit in rules.Limits)
        {
            if (limit.Kind == LimitKind.Site)
            {
                dispatcher.SetSite(limit.Name, limit.MostRunning ?? int.MaxValue);
            }
            else if (limit.Kind == LimitKind.User)
            {
                dispatcher.SetUser(limit.Name, limit.Share ?? 1, limit.MostRunning ?? int.MaxValue);
            }
        }

        foreach (BannedSite site in rules.BannedSites)
        {
            dispatcher.BanSite(site.Name, site.Reason);
        }

        foreach (BannedNode node in rules.BannedNodes)
        {
            dispatcher.BanNode(node.Name, node.Reason);
        }

        foreach (ElementRule element in rules.Elements)
        {
            dispatcher.SetElement(element.Name, element.Site, rules.MostRunning(LimitKind.Element, element.Name));
            dispatcher.BanElement(element.Name, element.Banned);
            dispatcher.Declare(element.Name, element.Ceiling ?? ElementCeiling.None);
        }

        foreach (StepFacts step in _known.Values)
        {
            FollowCampaign(step);
        }
    }

    /// <inheritdoc/>
    public void SetRoom(string element, string? trouble, double room) => dispatcher.SetRoom(element, trouble, room);

    /// <inheritdoc/>
    public SiteWork WorkOf(string site, IReadOnlyList<StepFacts> steps)
    {
        foreach (StepFacts step in steps)
        {
            Follow(step);
        }

        return dispatcher.WorkOf(site, Now);
    }

    /// <inheritdoc/>
    public IReadOnlyList<DispatchExplanation> Explain(long campaignId) => dispatcher.Explain(campaignId, Now);

    /// <inheritdoc/>
    public void Clear()
    {
        dispatcher.Clear();
        _campaigns.Clear();
        _known.Clear();
    }

    private JobRange RangeOf(StepFacts step, long job) => forecasts?.Of(step, job, 1).First() ?? new JobRange(job, 1, _sizes.Of(job));

    // A pilot reads the first of the replicas that is good: the best comes first.
    private static InputRead[] ReadsOf(IReadOnlyList<LeasedInput> inputs) => [.. inputs.Where(input => input.Replicas.Count > 0)
        .GroupBy(input => input.Replicas[0].Element.Name, input => input.Size, StringComparer.Ordinal)
        .Select(at => new InputRead(at.Key, at.Sum(size => (double)size)))];

    // Transformations are few and rarely change: a reference is compared, and nothing more.
    private void Follow(StepFacts step)
    {
        if (_known.TryGetValue(step.Id, out StepFacts? known) && ReferenceEquals(known, step))
        {
            return;
        }

        FollowCampaign(step);
        dispatcher.SetTransformation(new TransformationOrder(
            step.Id, step.CampaignId, step.Ordinal, Active: step.IsActive, ExpectedSeconds: step.DeclaredSeconds, Element: step.OutputElement,
            SecondsPerSize: forecasts is null ? 0 : 1));
        _known[step.Id] = step;
    }

    private void FollowCampaign(StepFacts step)
    {
        var order = new CampaignOrder(
            step.CampaignId, step.Owner, step.Share, step.Priority, MostRunning: _rules.MostRunning(LimitKind.Campaign, step.Campaign));
        if (!_campaigns.TryGetValue(step.CampaignId, out CampaignOrder? known) || known != order)
        {
            dispatcher.SetCampaign(order);
            _campaigns[step.CampaignId] = order;
        }
    }
}
