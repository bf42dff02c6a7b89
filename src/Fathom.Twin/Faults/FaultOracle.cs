using System.Globalization;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Twin.Faults;

/// <summary>Knows what must be true, from what is durable and from what was answered, and nothing of how the ledger works.</summary>
internal sealed class FaultOracle(MemoryImage image, FaultyElement element)
{
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _acknowledged = [];

    /// <summary>What broke a law.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Whether a message carries the fence of the live attempt.</summary>
    public bool IsCurrent(Message message) => message.Fence is not { } fence
        || (image.Jobs[(int)fence.JobId - 1].Live is { } live
            && live.Number == fence.Attempt && live.Lease == fence.Lease && live.PilotId == message.Pilot);

    /// <summary>Checks an answer.</summary>
    /// <param name="message">What was said.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="first">Whether its request was new to the ledger.</param>
    /// <param name="wasCurrent">Whether its fence was that of the live attempt when it arrived.</param>
    public void Check(Message message, Reply reply, bool first, bool wasCurrent)
    {
        if (message.Kind == MessageKind.Ask && reply.Job is null)
        {
            return; // that there was no job is not kept
        }

        if (_answers.TryGetValue(message.Request, out string? before) && before != reply.Text)
        {
            Add($"request {message.Request}: the repeat was answered {reply.Text}, the first {before}");
        }

        _answers[message.Request] = reply.Text;
        if (message.Fence is { } fence && reply.Taken && first && !wasCurrent)
        {
            Add($"{message.Kind} of job {fence.JobId} attempt {fence.Attempt} was taken though it was not its live attempt");
        }

        if (message.Kind == MessageKind.Uploaded && reply.Taken)
        {
            Acknowledge(message.Fence!.JobId, message.Fence.Attempt);
        }
    }

    /// <summary>Checks the end of a campaign: none lost, none double, none held, the state the fold of the events.</summary>
    public void CheckEnd(int jobs, IReadOnlyList<StepFacts> steps)
    {
        Require(image.Jobs.Count == jobs, $"{jobs} jobs were made, {image.Jobs.Count} are there");
        Require(image.Accepted.Count == jobs, $"{image.Accepted.Count} outputs are accepted for {jobs} jobs");
        Require(image.Inputs.Values.All(input => input.State == InputState.Processed), "an input is not processed");
        Require(steps.All(step => step.State == TransformationState.Completed), "the campaign did not end");
        ILookup<long, MemoryEvent> events = image.Events.Where(happened => happened.Subject == Database.Writing.Subjects.Job).ToLookup(happened => happened.SubjectId);
        foreach (JobRecord job in image.Jobs)
        {
            Check(job, [.. events[job.Id]]);
        }
    }

    private void Check(JobRecord job, List<MemoryEvent> events)
    {
        Require(job.Snapshot.State == JobState.Done, $"job {job.Id} is {job.Snapshot.State} ({job.Snapshot.Cause})");
        JobSnapshot folded = JobSnapshot.New;
        int accepted = 0;
        foreach (MemoryEvent happened in events)
        {
            // The making of jobs stands under the first of them.
            if (happened.Attempt is null || JobEventJson.Read(happened.Kind, happened.Body) is not { } read)
            {
                continue;
            }

            JobTransition next = JobStateMachine.Apply(folded, read);
            Require(next.Next is not null, $"job {job.Id}: event {happened.Seq} ({happened.Kind}) is refused by the fold: {next.Refusal}");
            folded = next.Next ?? folded;
            accepted += read is OutputsAccepted ? 1 : 0;
            if (read is OutputsAccepted taken)
            {
                StoredAttempt attempt = image.Attempts[(job.Id, taken.Attempt)];
                Require(element.IsWhole(attempt.Attempt.Path + "/out"), $"job {job.Id}: the accepted output of attempt {taken.Attempt} is not whole");
                Require(!_acknowledged.TryGetValue(job.Id, out int told) || told == taken.Attempt, $"job {job.Id}: another attempt was acknowledged");
            }
        }

        Require(accepted == 1, $"job {job.Id} was accepted {accepted} times");
        Require(folded.State == job.Snapshot.State && folded.Attempt == job.Snapshot.Attempt, $"job {job.Id}: the fold is {folded.State}, the row {job.Snapshot.State}");
    }

    private void Acknowledge(long job, int attempt)
    {
        JobSnapshot durable = image.Jobs[(int)job - 1].Snapshot;
        Require(durable.State == JobState.Done && durable.Attempt == attempt, $"job {job} attempt {attempt} was acknowledged, and is {durable.State}");
        Require(_acknowledged.TryAdd(job, attempt) || _acknowledged[job] == attempt, $"job {job} was acknowledged twice");
    }

    private void Require(bool law, FormattableString otherwise)
    {
        if (!law && Violations.Count < 20)
        {
            Add(otherwise.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Require(bool law, string otherwise)
    {
        if (!law)
        {
            Add(otherwise);
        }
    }

    private void Add(string violation) => Violations.Add(violation);
}
