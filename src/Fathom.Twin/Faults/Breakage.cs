namespace Fathom.Twin.Faults;

/// <summary>A deliberate breakage of the ledger's fence, in front of it or in its store: the faults must bring each to light.</summary>
public enum Breakage
{
    /// <summary>Nothing is broken.</summary>
    None,

    /// <summary>The attempt number of a message is not looked at.</summary>
    IgnoreAttempt,

    /// <summary>The lease id of a message is not looked at.</summary>
    IgnoreLease,

    /// <summary>Which pilot says it is not looked at.</summary>
    IgnorePilot,

    /// <summary>Any message about a job is taken as that of its live attempt.</summary>
    IgnoreFence,

    /// <summary>A server that was followed by another writes on.</summary>
    SkipEpoch,

    /// <summary>Uploads are accepted without a look at the element.</summary>
    AcceptUnchecked,

    /// <summary>Acceptance is acknowledged though its commit failed.</summary>
    AnswerBeforeDurable,

    /// <summary>Requests are not remembered: a repeat is carried out again.</summary>
    ForgetRequests,

    /// <summary>The event of an acceptance is not written.</summary>
    LoseEvent,

    /// <summary>Leases that were live are forgotten at a restart.</summary>
    ForgetLeases,

    /// <summary>Leases never end.</summary>
    NeverExpire,
}
