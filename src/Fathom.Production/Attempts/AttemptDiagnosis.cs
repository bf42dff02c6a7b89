using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Attempts;

/// <summary>Asks the rules of failures before the writer hears of them: a long log costs milliseconds, which the writer's thread has not.</summary>
internal sealed class AttemptDiagnosis(LedgerMemory memory, RuleTable rules)
{
    /// <summary>What the rules say of a failure; null where the attempt is not live, so that the ledger will refuse it. Any thread.</summary>
    /// <param name="fence">The attempt.</param>
    /// <param name="evidence">What is reported of it.</param>
    public Verdict? Of(LeaseReference fence, FailureEvidence evidence)
    {
        if (memory.State.FindLive(fence.JobId) is not { } live || live.Number != fence.Attempt || live.Lease != fence.Lease)
        {
            return null;
        }

        string site = memory.State.Pilots.Find(live.PilotId)?.Site ?? "";
        return rules.Diagnose(AttemptEvidence.Of(AttemptProgress.Bounded(evidence), live.Host, site, live.Element));
    }

    /// <summary>Makes the patterns ready, which takes a second or so: the first failure shall not wait for it.</summary>
    public void Warm() => rules.Diagnose(AttemptEvidence.Of(
        new FailureEvidence(FailureOrigin.Payload, "", "", null, null, "No rule knows this line.", new ResourceUse(0, 0, 0))));
}
