namespace Fathom.Compute.Engines.Slurm;

/// <summary>What the engine asks of Slurm. Each call ends within its time, or fails with a <see cref="SlurmException"/>.</summary>
public interface ISlurm
{
    /// <summary>Submits a job array, the script through standard input; returns its number.</summary>
    Task<long> SubmitAsync(IReadOnlyList<string> options, string script, CancellationToken cancellation);

    /// <summary>Elements of arrays under a job name: those that wait and run, and those over that Slurm still remembers.</summary>
    Task<IReadOnlyList<SlurmElement>> QueueAsync(string jobName, CancellationToken cancellation);

    /// <summary>Elements of arrays from the accounting, where there is any.</summary>
    Task<IReadOnlyList<SlurmElement>> AccountAsync(string jobName, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>How elements that are over ended, by their names; those that Slurm has forgotten are left out.</summary>
    Task<IReadOnlyDictionary<string, SlurmExit>> ExitsAsync(IReadOnlyList<string> elements, CancellationToken cancellation);

    /// <summary>Cancels or signals elements; those that are over already do no harm.</summary>
    Task CancelAsync(IReadOnlyList<string> elements, SlurmSignal signal, CancellationToken cancellation);
}

/// <summary>What scancel does.</summary>
public enum SlurmSignal : byte
{
    /// <summary>Withdraw what still waits.</summary>
    Withdraw,

    /// <summary>SIGTERM for the pilot alone, which then finishes its payloads.</summary>
    Drain,

    /// <summary>End it and all it started, now.</summary>
    Kill,
}

/// <summary>Why Slurm did not do it.</summary>
public enum SlurmFault : byte
{
    /// <summary>Its commands are not on this machine.</summary>
    NotInstalled,

    /// <summary>The controller is away or does not answer in time.</summary>
    ControllerAway,

    /// <summary>A limit of jobs is reached: later.</summary>
    QueueFull,

    /// <summary>It will never take such a job: a wrong partition, account, limit.</summary>
    Refused,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Slurm did not do what it was asked.</summary>
public sealed class SlurmException(SlurmFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public SlurmFault Fault { get; } = fault;
}
