using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;

namespace Fathom.Production.Diagnosis.Hindrances;

/// <summary>Gathers the facts about a campaign that the database knows, and those that a server knows.</summary>
/// <param name="campaigns">Its progress.</param>
/// <param name="pilots">Pilots alive.</param>
/// <param name="jobs">Held jobs.</param>
/// <param name="scouts">Its scouts.</param>
/// <param name="rules">What advises on the causes of held jobs.</param>
/// <param name="dispatch">Bans and limits.</param>
public sealed class CampaignFactsReader(CampaignQueries campaigns, PilotQueries pilots, JobQueries jobs, ScoutQueries scouts, RuleTable rules, DispatchFactsReader dispatch)
{
    /// <summary>The facts, or null where there is no such campaign.</summary>
    /// <param name="name">Name of the campaign.</param>
    /// <param name="causes">Its causes, which name the hosts.</param>
    /// <param name="live">What the server says; null where none runs.</param>
    public CampaignFacts? Read(string name, IReadOnlyList<CauseGroup> causes, LiveHolds? live = null)
    {
        if (campaigns.Progress(name) is not { } progress)
        {
            return null;
        }

        long Of(params JobState[] states) => progress.Transformations.Sum(step => states.Sum(state => step.Jobs.GetValueOrDefault(state)));
        IReadOnlyList<PilotRow> alive = pilots.List();
        ScoutReport? gate = scouts.Report(name);
        long copies = progress.Transfers.GetValueOrDefault("Queued") + progress.Transfers.GetValueOrDefault("Copying");
        return new CampaignFacts
        {
            Name = name,
            State = progress.Campaign.State,
            Waiting = Of(JobState.Waiting),
            BackingOff = live?.Transformations.Sum(step => (long)step.Delayed) ?? 0,
            Running = Of(JobState.Matched, JobState.Running, JobState.Completing),
            Done = Of(JobState.Done),
            Expected = progress.Transformations.Sum(step => step.Expected),
            UnusedInputs = progress.Transformations.Sum(step => step.Unused),
            Copies = copies,
            CopyFailure = copies > 0 ? dispatch.LastCopyFailure(progress.Campaign.Id) : "",
            Pilots = alive.Count,
            IdlePilots = alive.Count(pilot => pilot.JobId is null),
            QueuedPilots = live?.QueuedPilots ?? 0,
            Unwritten = live?.Unwritten,
            Engines = live?.Engines ?? [],
            Holds = [.. live?.Transformations.SelectMany(step => step.Holds).Distinct() ?? []],
            Scouts = gate?.State ?? ScoutState.None,
            ScoutFindings = gate?.Findings ?? [],
            Bans = dispatch.Bans(progress.Campaign.Id),
            Limits = dispatch.Limits(progress.Campaign.Id),
            Held = [.. progress.Failures.Where(failure => failure.Held > 0).Select(failure => HeldBy(name, failure))],
            Recent = new RecentFailures(
                Of(JobState.Done),
                [.. causes.Where(cause => cause.Attempts > 0).Select(cause => RecentBy(cause, alive))],
                "so far"),
        };
    }

    private static RecentCause RecentBy(CauseGroup cause, IReadOnlyList<PilotRow> alive)
    {
        KeyCount host = cause.Hosts[0], element = cause.Elements.Count > 0 ? cause.Elements[0] : new("", 0);
        bool ofHost = !Backoff.Waits(cause.Action) && (cause.Hosts.Count > 1 || alive.Any(pilot => pilot.Host != host.Key));
        return new RecentCause(cause.Id, cause.Attempts, cause.Advice, ofHost ? host.Key : "", ofHost ? host.Count : 0, element.Key, element.Count);
    }

    private HeldJobs HeldBy(string campaign, FailureCount failure)
    {
        var filter = new JobFilter(JobState.Held, Campaign: campaign, Cause: failure.Cause);
        long example = jobs.List(filter, null, 1).Items is [{ } job, ..] ? job.Id : failure.ExampleJob;
        Verdict verdict = rules.Diagnose(AttemptEvidence.Of(new FailureEvidence(
            FailureOrigin.Payload, failure.Cause, failure.Example, null, null, "", new ResourceUse(0, 0, 0))));
        return new HeldJobs(failure.Cause, failure.Held, example, rules.Find(verdict.Rule)?.Advice ?? "");
    }
}
