namespace Fathom.Production.Alerts.Rules;

/// <summary>Where an alert is.</summary>
public enum AlertPhase
{
    /// <summary>Nothing is wrong.</summary>
    Quiet,

    /// <summary>Bad, but not for long enough.</summary>
    Pending,

    /// <summary>Told.</summary>
    Firing,

    /// <summary>Told, and good again, but not for long enough.</summary>
    Clearing,
}

/// <summary>What is to be told.</summary>
public enum AlertSignal
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It has begun.</summary>
    Fired,

    /// <summary>It is still so.</summary>
    Repeated,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>State of one rule for one subject.</summary>
/// <param name="Phase">Where it is.</param>
/// <param name="Since">Since when it is there [monotonic].</param>
/// <param name="Told">When it was last told [monotonic].</param>
public readonly record struct AlertState(AlertPhase Phase, TimeSpan Since, TimeSpan Told)
{
    /// <summary>Whether it has been told and is not over.</summary>
    public bool IsUp => Phase is AlertPhase.Firing or AlertPhase.Clearing;
}
