namespace Fathom.Production.Diagnosis;

/// <summary>What a rule advises for its cause. The recovery policy's limits hold whatever the rule says.</summary>
public enum RuleAction
{
    /// <summary>Try again, anywhere.</summary>
    Retry,

    /// <summary>Try again later, after a delay that grows (<see cref="Backoff"/>).</summary>
    RetryLater,

    /// <summary>Try again on another host.</summary>
    RetryElsewhere,

    /// <summary>Try again with a higher memory limit.</summary>
    RetryWithMoreMemory,

    /// <summary>Try again with a higher limit of wall and CPU time.</summary>
    RetryWithMoreTime,

    /// <summary>Try again elsewhere, and give the node no more jobs.</summary>
    BanNode,

    /// <summary>Try again later, and count the failure against the storage element.</summary>
    BlameElement,

    /// <summary>The input is problematic: hold the job until a person has looked at the file.</summary>
    HoldInput,

    /// <summary>A retry will not help: a person must decide.</summary>
    AskPerson,
}
