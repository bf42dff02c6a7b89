using System.Globalization;
using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Scouts;

namespace Fathom.Production.Diagnosis.Hindrances;

/// <summary>What holds a campaign back now, in words: one pure function of the facts.</summary>
/// <remarks>Sentences come with what stops everything first, then what stops part of it, then what only slows it down.</remarks>
public static class CampaignHindrance
{
    private const double Saturated = 0.95, ManyFailures = 0.1, OneHost = 0.5;
    private const int FewestFailures = 5;

    /// <summary>The sentences; never none.</summary>
    public static IReadOnlyList<string> Explain(CampaignFacts facts)
    {
        if (facts.State == CampaignState.Completed)
        {
            long held = facts.Held.Sum(cause => cause.Jobs);
            return [held == 0 ? $"{facts.Name} has ended: {Jobs(facts.Done)} done." : $"{facts.Name} has ended, but {Jobs(held)} {Are(held)} held.", .. Held(facts)];
        }

        string[] stops = [.. Stops(facts), .. Gate(facts)];
        string[] parts = [.. Held(facts), .. Banned(facts)];
        string[] slows = facts.State == CampaignState.Active ? [.. Engines(facts), .. AtLimits(facts), .. Dispatched(facts), .. Failing(facts), .. Capacity(facts), .. Copies(facts)] : [];
        return stops.Length + parts.Length + slows.Length > 0
            ? [.. stops, .. parts, .. slows]
            : [$"Nothing holds {facts.Name} back: {Jobs(facts.Running)} running, {Number(facts.Waiting)} waiting, {Number(facts.Done)} of {Number(facts.Expected)} done."];
    }

    private static IEnumerable<string> Stops(CampaignFacts facts)
    {
        if (facts.Unwritten is { } why)
        {
            yield return $"The database refused a write within the last half minute; while it does, no job starts or ends: {why}";
        }

        string[] unwritable = Unwritable(facts);
        foreach (string sentence in unwritable)
        {
            yield return sentence;
        }

        if (facts.State == CampaignState.Stopped)
        {
            yield return $"{facts.Name} is stopped: what runs finishes, nothing more is leased; 'fathom campaign start {facts.Name}' goes on.";
        }
        else if (facts.State == CampaignState.New)
        {
            yield return $"{facts.Name} has not been started; 'fathom campaign start {facts.Name}' starts it.";
        }
        else if (unwritable.Length == 0 && facts is { Pilots: 0, QueuedPilots: 0 } && facts.Waiting > 0)
        {
            yield return $"No pilot is alive, so that nobody takes the {Jobs(facts.Waiting)} that {Wait(facts.Waiting)}"
                + (facts.Engines.Count > 0 ? "." : "; 'fathom serve' starts pilots on this machine.");
        }
        else if (facts is { Pilots: 0, QueuedPilots: > 0 } && facts.Waiting > 0)
        {
            yield return $"{Count(facts.QueuedPilots, "pilot")} {Wait(facts.QueuedPilots)} in the batch queue and none runs yet; the batch system decides when they start.";
        }
    }

    private static string[] Unwritable(CampaignFacts facts) =>
        [.. facts.Holds.Where(hold => hold.Obstacle == DispatchObstacles.ElementTrouble).Select(hold => hold.Sentence).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Engines(CampaignFacts facts) => facts.Waiting == 0 ? [] : facts.Engines
        .Select(engine => $"Engine {engine.Engine} gets fewer pilots than it asks for: {engine.Why}");

    private static IEnumerable<string> Gate(CampaignFacts facts)
    {
        if (facts is { State: CampaignState.Active, Scouts: ScoutState.Running, UnusedInputs: > 0 })
        {
            yield return $"The scouts run first: {Count(facts.UnusedInputs, "input")} {Wait(facts.UnusedInputs)} until they are through.";
        }
        else if (facts is { State: CampaignState.Active, Scouts: ScoutState.Failed, UnusedInputs: > 0 })
        {
            yield return $"The scouts did not pass: {string.Join(' ', facts.ScoutFindings)} {Count(facts.UnusedInputs, "input")} {Wait(facts.UnusedInputs)} for a person: 'fathom campaign accept-scouts {facts.Name}' lets them run.";
        }
    }

    private static IEnumerable<string> Held(CampaignFacts facts) => facts.Held.OrderByDescending(cause => cause.Jobs).Select(cause =>
        $"{Jobs(cause.Jobs)} {Are(cause.Jobs)} held by {cause.Cause}, such as job {cause.Example}"
        + (cause.Advice.Length > 0 ? $": {cause.Advice}" : "; nobody knows this cause yet, so look at it: 'fathom cause list'."));

    private static IEnumerable<string> Banned(CampaignFacts facts) => facts.Bans.Select(ban =>
        $"{ban.Kind} {ban.Name} is banned by {ban.By}: {ban.Reason}");

    private static IEnumerable<string> AtLimits(CampaignFacts facts) => facts.Waiting == 0 ? [] : facts.Limits
        .Where(limit => limit.Running >= limit.Most)
        .Select(limit => $"The limit of {limit.Scope} is reached: {Number(limit.Running)} of {Number(limit.Most)} run while {Jobs(facts.Waiting)} {Wait(facts.Waiting)}.");

    // Bans and limits are told from the database, with who set them.
    private static IEnumerable<string> Dispatched(CampaignFacts facts) => facts.Pilots == 0 ? [] : facts.Holds
        .Where(hold => hold.Obstacle is DispatchObstacles.None or DispatchObstacles.WallTime or DispatchObstacles.OtherSites
            or DispatchObstacles.ElementLoad or DispatchObstacles.HostAvoided or DispatchObstacles.CannotBegin)
        .Select(hold => hold.Sentence);

    private static IEnumerable<string> Failing(CampaignFacts facts)
    {
        long failed = facts.Recent.Causes.Sum(cause => cause.Attempts);
        if (failed < FewestFailures || failed < ManyFailures * (failed + facts.Recent.Succeeded))
        {
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture,
            $"{100.0 * failed / (failed + facts.Recent.Succeeded):0} % of the attempts that ended {facts.Recent.Period} failed, most by {facts.Recent.Causes[0].Cause} ({Number(facts.Recent.Causes[0].Attempts)} of {Number(failed)}).")
            + (facts.Recent.Causes[0].Advice is { Length: > 0 } advice ? $" {advice}" : "");
        foreach (RecentCause cause in facts.Recent.Causes)
        {
            if (cause.WorstHost.Length > 0 && cause.OnWorstHost >= FewestFailures && cause.OnWorstHost >= OneHost * cause.Attempts)
            {
                yield return $"{Number(cause.OnWorstHost)} of {Count(cause.Attempts, "failure")} by {cause.Cause} are on host {cause.WorstHost}: look at it, or ban it.";
            }

            if (cause.Element.Length > 0 && cause.AtElement >= FewestFailures)
            {
                yield return $"{Number(cause.AtElement)} of {Count(cause.Attempts, "failure")} by {cause.Cause} are of storage element {cause.Element}.";
            }
        }
    }

    private static IEnumerable<string> Capacity(CampaignFacts facts)
    {
        if (facts.BackingOff > 0)
        {
            yield return $"{Jobs(facts.BackingOff)} {Wait(facts.BackingOff)} before the next attempt, because storage or network failed; they try again by themselves, each at least every 15 minutes.";
        }

        if (facts is { Waiting: 0, IdlePilots: > 0, UnusedInputs: 0, Running: > 0 })
        {
            yield return $"{Count(facts.IdlePilots, "pilot")} {Are(facts.IdlePilots)} without work: the last {Jobs(facts.Running)} {Are(facts.Running)} running, and nothing else can start before they end.";
        }
        else if (facts is { Waiting: 0, Running: 0 } && facts.Done < facts.Expected && facts.UnusedInputs > 0 && facts.Scouts is not (ScoutState.Running or ScoutState.Failed))
        {
            yield return $"{Count(facts.UnusedInputs, "input")} {Wait(facts.UnusedInputs)} for a job; the feeder makes them as it comes round.";
        }
        else if (facts.Pilots > 0 && facts.IdlePilots == 0 && facts.Waiting > 0 && Unwritable(facts).Length == 0)
        {
            yield return $"Every pilot has a job: {Jobs(facts.Waiting)} {Wait(facts.Waiting)} for {Count(facts.Pilots, "pilot")}. More slots would make it faster.";
        }
    }

    // While jobs are left, copies are behind them anyway.
    private static IEnumerable<string> Copies(CampaignFacts facts)
    {
        if (facts is { Waiting: 0, Running: 0, UnusedInputs: 0, Copies: > 0 })
        {
            yield return $"Its jobs have ended, and {(facts.Copies == 1 ? "1 copy is" : $"{Number(facts.Copies)} copies are")} still to be made."
                + (facts.CopyFailure.Length > 0 ? $" They are tried again by themselves, at least every 5 minutes; the last that failed: {facts.CopyFailure}" : "");
        }
    }

    private static string Jobs(long count) => Count(count, "job");

    private static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Number(count)} {noun}s";

    private static string Are(long count) => count == 1 ? "is" : "are";

    private static string Wait(long count) => count == 1 ? "waits" : "wait";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
