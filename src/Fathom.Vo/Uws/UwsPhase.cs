namespace Fathom.Vo.Uws;

/// <summary>Where a job stands (UWS 1.1, section 2.1.3).</summary>
public enum UwsPhase
{
    /// <summary>Made, not started; its parameters may be changed.</summary>
    Pending,

    /// <summary>Started, waits for its turn.</summary>
    Queued,

    /// <summary>Runs.</summary>
    Executing,

    /// <summary>Ended well; it has results.</summary>
    Completed,

    /// <summary>Ended with a fault.</summary>
    Error,

    /// <summary>Stopped by its owner or by a limit.</summary>
    Aborted,

    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Held before its start; this service holds none.</summary>
    Held,

    /// <summary>Interrupted; this service interrupts none.</summary>
    Suspended,

    /// <summary>Destroyed, with its metadata kept; this service keeps none.</summary>
    Archived,
}
