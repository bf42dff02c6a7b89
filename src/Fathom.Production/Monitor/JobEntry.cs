using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>One row of the <see cref="JobTable"/>: a job as it is now. Texts are codes of the table's <see cref="JobNames"/>.</summary>
public readonly record struct JobEntry
{
    /// <summary>State of the job.</summary>
    public JobState State { get; init; }

    /// <summary>State of its latest attempt, null before the first.</summary>
    public AttemptState? AttemptState { get; init; }

    /// <summary>Where it is within the state: code of <see cref="JobNames.Minor"/>.</summary>
    public int Minor { get; init; }

    /// <summary>What the payload says of itself: code of <see cref="JobNames.Application"/>.</summary>
    public int Application { get; init; }

    /// <summary>Normalised cause: code of <see cref="JobNames.Cause"/>.</summary>
    public int Cause { get; init; }

    /// <summary>Site of the latest attempt: code of <see cref="JobNames.Site"/>.</summary>
    public int Site { get; init; }

    /// <summary>Host of the latest attempt: code of <see cref="JobNames.Host"/>.</summary>
    public int Host { get; init; }

    /// <summary>Whose job it is: code of <see cref="JobNames.Owner"/>.</summary>
    public int Owner { get; init; }

    /// <summary>Id of its transformation.</summary>
    public long Transformation { get; init; }

    /// <summary>Run of its input, null where it has none.</summary>
    public int? Run { get; init; }

    /// <summary>Section of the run, null where it has none.</summary>
    public int? Section { get; init; }

    /// <summary>Number of the latest attempt, 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>Failures of the payload since the job was created or rescheduled.</summary>
    public int PayloadFailures { get; init; }

    /// <summary>Losses of the infrastructure since then.</summary>
    public int InfrastructureLosses { get; init; }

    /// <summary>File id of the first input, 0 for none. More than one: <see cref="JobTable.InputsOf"/>.</summary>
    public long FirstInput { get; init; }

    /// <summary>Label of its creation [ms since 1970 UTC].</summary>
    public long Created { get; init; }

    /// <summary>Label of its last change [ms since 1970 UTC].</summary>
    public long Updated { get; init; }

    /// <summary>Sequence number of its last event in the ledger.</summary>
    public long LastEvent { get; init; }

    /// <summary>Priority: higher is leased first.</summary>
    public short Priority { get; init; }
}

/// <summary>What differs between jobs that are made together.</summary>
/// <param name="Run">Run of the input, null where it has none.</param>
/// <param name="Section">Section of the run, null where it has none.</param>
/// <param name="FirstInput">File id of the first input, 0 for none.</param>
/// <param name="LastEvent">Sequence number of the event that made it.</param>
public readonly record struct JobOrigin(int? Run, int? Section, long FirstInput, long LastEvent);
