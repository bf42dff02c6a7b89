namespace Fathom.Compute.Engines.Slurm;

/// <summary>One element of a job array, as squeue or sacct tells it.</summary>
/// <param name="Array">Number of the job array.</param>
/// <param name="Index">Number of the element within it.</param>
/// <param name="State">Its state in Slurm's own words, such as RUNNING.</param>
/// <param name="Used">Time it ran.</param>
/// <param name="Reason">Why it is in that state, in Slurm's words; "None" where there is no reason.</param>
/// <param name="Node">Its node, or empty.</param>
/// <param name="Comment">The comment that it was submitted with.</param>
/// <param name="Limit">Its time limit as it is now, whoever changed it; null where it has none.</param>
/// <param name="Exit">How its script ended; null where that was not asked for.</param>
public sealed record SlurmElement(
    long Array, int Index, string State, TimeSpan Used, string Reason, string Node, string Comment, TimeSpan? Limit = null, SlurmExit? Exit = null)
{
    /// <summary>As Slurm's commands take it.</summary>
    public string Id => FormattableString.Invariant($"{Array}_{Index}");
}

/// <summary>How a batch script ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Signal">The signal that ended it, or 0.</param>
public readonly record struct SlurmExit(int Code, int Signal)
{
    private const int Terminate = 15, ShellsBase = 128;

    /// <summary>True where SIGTERM ended it; a runtime that ends in order by that signal exits as a shell says it, with 143.</summary>
    public bool IsByTermination => Signal == Terminate || (Signal == 0 && Code == ShellsBase + Terminate);

    /// <summary>From the status that wait(2) gives, as squeue tells it.</summary>
    public static SlurmExit OfWaitStatus(int status) => new((status >> 8) & 0xFF, status & 0x7F);
}

/// <summary>What a state means.</summary>
public enum SlurmPhase : byte
{
    /// <summary>It has not begun.</summary>
    Queued,

    /// <summary>It runs, or is about to, or is ending.</summary>
    Running,

    /// <summary>It is over.</summary>
    Over,
}

/// <summary>Slurm's states in our words: pure functions.</summary>
public static class SlurmStates
{
    /// <summary>The phase of a state; a word that is not known counts as running, so that nobody is declared dead by mistake.</summary>
    public static SlurmPhase PhaseOf(string state) => Word(state) switch
    {
        "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" => SlurmPhase.Queued,
        "COMPLETED" or "CANCELLED" or "FAILED" or "TIMEOUT" or "NODE_FAIL" or "PREEMPTED" or "BOOT_FAIL" or "DEADLINE"
            or "OUT_OF_MEMORY" or "REVOKED" => SlurmPhase.Over,
        _ => SlurmPhase.Running,
    };

    /// <summary>Slurm's warning of the time limit comes at most this long before it: our own 120 s, and 60 s that Slurm may be early.</summary>
    public static readonly TimeSpan EarliestWarning = SlurmScript.LongestWarning + TimeSpan.FromSeconds(60);

    /// <summary>True where the state alone does not tell the cause: SIGTERM ends what does not heed the warning of the time limit, and then
    /// Slurm says FAILED, not TIMEOUT.</summary>
    public static bool NeedsExit(SlurmElement end) =>
        end.Exit is null && Word(end.State) == "FAILED" && end.Limit is { } limit && end.Used + EarliestWarning >= limit;

    /// <summary>The normalised cause of an end.</summary>
    public static string CauseOf(SlurmElement end) => Word(end.State) switch
    {
        "FAILED" when NeedsExit(end with { Exit = null }) && end.Exit is { IsByTermination: true } => PilotCauses.TimeLimit,
        "COMPLETED" => PilotCauses.Ended,
        "CANCELLED" or "REVOKED" => PilotCauses.Cancelled,
        "TIMEOUT" or "DEADLINE" => PilotCauses.TimeLimit,
        "OUT_OF_MEMORY" => PilotCauses.OutOfMemory,
        "NODE_FAIL" or "BOOT_FAIL" => PilotCauses.NodeFailed,
        "PREEMPTED" => PilotCauses.Preempted,
        "FAILED" => PilotCauses.Failed,
        _ => PilotCauses.Died,
    };

    /// <summary>sacct says "CANCELLED by 0".</summary>
    private static string Word(string state) => state.IndexOf(' ') is > 0 and var end ? state[..end] : state;
}
