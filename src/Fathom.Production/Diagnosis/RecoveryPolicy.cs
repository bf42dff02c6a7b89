using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Diagnosis;

/// <summary>What to do after a failure, as one pure function of the evidence and the history.</summary>
/// <remarks>
/// <para>A payload that fails is retried at most <see cref="PayloadRetries"/> times, so it runs at most four times; then its job is
/// held with the cause of the last failure.</para>
/// <para>Losses of the infrastructure (pilot, server, node, storage) do not count to those. A job that was lost on
/// <see cref="PoisonHosts"/> different hosts is held as poison: it is then more likely the job than the hosts. Losses on one and
/// the same host are counted as one, however many: they speak of the host, and a machine that is restarted again and again
/// must not turn its jobs away. But a loss that a living pilot reports by a cause that sticks to the job (<see cref="StickingCauses"/>:
/// an input damaged at every replica, a payload killed each time) is held with that cause at the <see cref="StickingLosses"/>th such
/// loss, whatever the hosts: on one machine it would otherwise be tried for ever. Jobs with fewer losses are leased first, so that one that takes its pilot with it each time
/// delays nothing but itself.</para>
/// <para>A failure that the rules blame on a storage element, or that waiting mends, speaks of neither the job nor its host, whether
/// the pilot met it or the payload: it counts against neither. Its job waits (<see cref="Backoff"/>) and tries again until it was
/// lost <see cref="MostWaits"/> times, for about a day; then a person must look.</para>
/// </remarks>
public static class RecoveryPolicy
{
    /// <summary>Retries after failures of the payload.</summary>
    public const int PayloadRetries = 3;

    /// <summary>Different hosts after whose loss a job is poison.</summary>
    public const int PoisonHosts = 8;

    /// <summary>Losses by causes that stick to the job after which it is held, also on one host.</summary>
    public const int StickingLosses = 8;

    /// <summary>Losses after which a job waits no longer for what fails outside it; with the delays between them, about a day.</summary>
    public const int MostWaits = 96;

    /// <summary>Decides what follows a failure.</summary>
    /// <param name="evidence">What is known of it.</param>
    /// <param name="host">Where it happened.</param>
    /// <param name="history">What happened before it.</param>
    public static RecoveryDecision Decide(FailureEvidence evidence, string host, FailureHistory history) => evidence.Origin switch
    {
        FailureOrigin.Payload when history.PayloadFailures >= PayloadRetries =>
            new RecoveryDecision(RecoveryAction.Hold, evidence.Cause, evidence.Detail),
        FailureOrigin.Infrastructure when StickingCauses.Contains(evidence.Cause) && history.StickingLosses + 1 >= StickingLosses =>
            new RecoveryDecision(RecoveryAction.Hold, evidence.Cause, evidence.Detail),
        FailureOrigin.Infrastructure when history.LostHosts.With(host).Count >= PoisonHosts =>
            new RecoveryDecision(RecoveryAction.Hold, "Poison", Poison(evidence, history.LostHosts.With(host))),
        _ => RecoveryDecision.Retry,
    };

    /// <summary>Decides what follows a failure whose cause the rule table has judged.</summary>
    /// <param name="evidence">What is known of it.</param>
    /// <param name="host">Where it happened.</param>
    /// <param name="history">What happened before it.</param>
    /// <param name="verdict">What the rules say.</param>
    /// <remarks>Beyond what <see cref="Decide(FailureEvidence, string, FailureHistory)"/> holds, a payload whose
    /// verdict is that its input is bad or that a person must decide is held at its second failure: one retry, elsewhere, confirms
    /// the verdict, and two more would be wasted. What is unknown is never held earlier.</remarks>
    public static RecoveryDecision Decide(FailureEvidence evidence, string host, FailureHistory history, Verdict verdict)
    {
        if (verdict.IsKnown && Backoff.Waits(verdict.Action) && !StickingCauses.Contains(evidence.Cause))
        {
            return history.Losses + 1 < MostWaits
                ? RecoveryDecision.Retry with { Outside = true }
                : new RecoveryDecision(RecoveryAction.Hold, evidence.Cause, $"Lost {history.Losses + 1} times, last by: {evidence.Detail}");
        }

        RecoveryDecision decision = Decide(evidence, host, history);
        return decision.Action == RecoveryAction.Retry && evidence.Origin == FailureOrigin.Payload && history.PayloadFailures >= 1
            && verdict is { IsKnown: true, Action: RuleAction.HoldInput or RuleAction.AskPerson }
            ? new RecoveryDecision(RecoveryAction.Hold, evidence.Cause, $"{verdict.Cause} (rule {verdict.Rule}, {verdict.Version}): {evidence.Detail}")
            : decision;
    }

    private static string Poison(FailureEvidence evidence, HostSet hosts) =>
        $"Lost on {hosts.Count} different hosts ({hosts.Lines.ReplaceLineEndings(", ")}), last by {evidence.Cause}: {evidence.Detail}";
}
