namespace Fathom.Compute.Engines.Slurm;

/// <summary>How the Slurm engine works.</summary>
public sealed class SlurmEngineOptions
{
    /// <summary>How its pilots are started.</summary>
    public required PilotInvocation Pilot { get; init; }

    /// <summary>Names the workspace among others on the same Slurm; part of the jobs' name.</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>Partition; null: Slurm's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Account that is charged; null: Slurm's default.</summary>
    public string? Account { get; init; }

    /// <summary>Time limit of a pilot. Default 24 h.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Memory of a pilot [MiB]; null: Slurm's default.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>CPUs of a pilot; as many payloads run at a time. Default 1.</summary>
    public int CpusPerPilot { get; init; } = 1;

    /// <summary>Pilots that wait in the queue, at most. Default 200.</summary>
    public int MaxQueued { get; init; } = 200;

    /// <summary>The release that pilots are run from; null: the command of <see cref="Pilot"/>, which the nodes see.</summary>
    public PilotBinary? Binary { get; init; }

    /// <summary>Further options for sbatch, such as --qos=production.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>The queue is looked at this often. Default 5 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A pilot may wait so long in the queue: its secret is valid for as long, plus the time limit's minutes to start. Default 7 d.</summary>
    public TimeSpan QueueLimit { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A pilot that ran for less than this and failed counts as failed at its start. Default 20 s.</summary>
    public TimeSpan ShortLife { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest wait before another submission after failures. Default 5 min.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// An element that neither the queue nor the accounting knows is given up after this, which is longer than the
    /// accounting lags behind. Default 60 s.
    /// </summary>
    public TimeSpan Missing { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A pilot that was asked to drain is asked again after this. Default 5 s.</summary>
    public TimeSpan Reminder { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The name of its jobs.</summary>
    public string JobName => "fathom-" + WorkspaceId;

    /// <summary>Wait before the next submission after so many failures in a row.</summary>
    public TimeSpan WaitAfter(int failures) => failures <= 0
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(failures, 20))));

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or would not be one word of a command.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(TimeLimit, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(CpusPerPilot);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxQueued);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MemoryMiB ?? 1);
        foreach (var word in new[] { WorkspaceId, Partition ?? "x", Account ?? "x" })
        {
            if (word.Length is 0 or > 64 || word.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.' or ',')))
            {
                throw new ArgumentException($"'{word}' is no name of a partition, an account or a workspace.");
            }
        }
    }
}
