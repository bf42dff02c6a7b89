namespace Fathom.Compute.Engines.Slurm;

/// <summary>A pilot in Slurm, from its submission until its end is told.</summary>
internal sealed class SlurmPilot(string submission, int index, bool adopted, long submitted)
{
    /// <summary>Its submission, which its secret and the array's comment name.</summary>
    public string Submission => submission;

    /// <summary>Number of its element.</summary>
    public int Index => index;

    /// <summary>True where an earlier server submitted it.</summary>
    public bool Adopted => adopted;

    /// <summary>Timestamp of its submission, or when it was last seen.</summary>
    public long Seen { get; set; } = submitted;

    /// <summary>Number of its array; 0 until Slurm has told it.</summary>
    public long Array { get; set; }

    /// <summary>Its phase when last seen.</summary>
    public SlurmPhase Phase { get; set; } = SlurmPhase.Queued;

    /// <summary>True once it was asked to end.</summary>
    public bool Ending { get; set; }

    /// <summary>True once it was withdrawn from the queue.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>Timestamp of the last signal to end.</summary>
    public long Signalled { get; set; }

    /// <summary>As Slurm's commands take it.</summary>
    public string Id => FormattableString.Invariant($"{Array}_{index}");

    /// <summary>What others see.</summary>
    public PilotSlot Slot => new(
        Array == 0 ? SecretFolder.SlotOf(submission, index) : Id,
        Ending ? SlotState.Ending : Phase == SlurmPhase.Queued ? SlotState.Queued : SlotState.Running,
        adopted);
}
