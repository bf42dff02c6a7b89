using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Production.Jobs;

/// <summary>What the retry of a job gets more, where the rules say that it needs more: one pure function.</summary>
public static class RetryRaise
{
    /// <summary>So many times the present limit, each time.</summary>
    public const double Factor = 1.5;

    /// <summary>What the job may use from now on, or null where the verdict asks for nothing, no such limit is set, or it has the most.</summary>
    /// <param name="action">What the rules advise.</param>
    /// <param name="now">What it is allowed beyond its transformation's limits.</param>
    /// <param name="parameters">The transformation's parameters.</param>
    /// <param name="most">The most that the rules allow.</param>
    public static JobAllowance? Of(RuleAction action, Func<JobAllowance> now, IReadOnlyDictionary<string, string> parameters, RaiseCeilings most)
    {
        ArgumentNullException.ThrowIfNull(now);
        bool ofTime = action == RuleAction.RetryWithMoreTime;
        if (!ofTime && action != RuleAction.RetryWithMoreMemory)
        {
            return null;
        }

        JobAllowance present = now();
        double? limit = new LimitRaise(ofTime, Factor, null).Present(present, parameters);
        double? raised = Math.Min(limit * Factor ?? 0, ofTime ? most.WallSeconds : most.MemoryMiB);
        return !(raised > limit) ? null : ofTime ? present with { WallSeconds = raised } : present with { MemoryMiB = raised };
    }
}
