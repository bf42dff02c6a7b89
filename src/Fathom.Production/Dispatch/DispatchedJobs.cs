using Fathom.Production.Jobs;
using Fathom.Production.State;

namespace Fathom.Production.Dispatch;

/// <summary>The dispatcher as the ledger's waiting jobs.</summary>
/// <param name="dispatcher">The dispatcher; driven by the ledger's writer alone.</param>
/// <param name="time">Its clock.</param>
/// <param name="describe">What is known of jobs before they ran: predicted duration, bytes, placement; null: nothing.</param>
/// <param name="user">Who a campaign belongs to; null: every campaign is a user of its own.</param>
public sealed class DispatchedJobs(
    Dispatcher dispatcher, TimeProvider time, Func<StepFacts, long, JobRange>? describe = null, Func<StepFacts, string>? user = null) : IWaitingJobs
{
    private static readonly TimeSpan LossBackoff = TimeSpan.FromSeconds(5);
    private const int MostDoublings = 6;

    private readonly DispatchDecision[] _chosen = new DispatchDecision[1];
    private readonly HashSet<long> _campaigns = [];
    private readonly Dictionary<long, StepFacts> _known = [];

    /// <summary>The last answer.</summary>
    public DispatchAnswer LastAnswer { get; private set; }

    /// <summary>The last job that was given.</summary>
    public DispatchDecision LastDecision => _chosen[0];

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <inheritdoc/>
    public void Add(StepFacts step, long firstJob, int count)
    {
        Follow(step);
        if (describe is null)
        {
            dispatcher.Enqueue(step.Id, new JobRange(firstJob, count));
            return;
        }

        for (int i = 0; i < count; i++)
        {
            dispatcher.Enqueue(step.Id, describe(step, firstJob + i));
        }
    }

    /// <inheritdoc/>
    public void Return(StepFacts step, long job, int losses, HostSet lostHosts)
    {
        Follow(step);
        JobRange known = dispatcher.Ended(job, Now) ?? describe?.Invoke(step, job) ?? new JobRange(job, 1);
        TimeSpan backoff = losses <= 1 ? TimeSpan.Zero : LossBackoff * Math.Pow(2, Math.Min(losses - 2, MostDoublings));
        dispatcher.Return(step.Id, new ReturnedJob(known, lostHosts, losses, Now + backoff), Now);
    }

    /// <inheritdoc/>
    public bool TryTake(in SlotOffer offer, IReadOnlyList<StepFacts> steps, out long job)
    {
        foreach (StepFacts step in steps)
        {
            Follow(step);
        }

        TimeSpan remaining = offer.RemainingSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        LastAnswer = dispatcher.Choose(new PilotOffer(offer.PilotId, offer.Site, offer.Host, remaining), _chosen, Now);
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
    public void Ended(long job) => dispatcher.Ended(job, Now);

    /// <inheritdoc/>
    public void Clear()
    {
        dispatcher.Clear();
        _campaigns.Clear();
        _known.Clear();
    }

    // Transformations are few and rarely change: a reference is compared, and nothing more.
    private void Follow(StepFacts step)
    {
        if (_known.TryGetValue(step.Id, out StepFacts? known) && ReferenceEquals(known, step))
        {
            return;
        }

        if (_campaigns.Add(step.CampaignId))
        {
            dispatcher.SetCampaign(new CampaignOrder(step.CampaignId, user?.Invoke(step) ?? step.Campaign));
        }

        dispatcher.SetTransformation(new TransformationOrder(step.Id, step.CampaignId, step.Ordinal, Active: step.IsActive));
        _known[step.Id] = step;
    }
}
