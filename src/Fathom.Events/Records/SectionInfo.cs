namespace Fathom.Events.Records;

/// <summary>What makes the events of a section countable: every tier carries it, and later tiers sum it.</summary>
/// <param name="Run">Run.</param>
/// <param name="Section">Section within the run, from 1.</param>
/// <param name="StartTimeNs">Begin of the section, UTC [ns since 1970-01-01].</param>
/// <param name="LivetimeNs">Time in which a trigger would have been taken [ns]; 0 where unknown.</param>
/// <param name="DeadTimeNs">Time in which none would have been taken [ns]; 0 where unknown.</param>
/// <param name="EventsWritten">Events that the data acquisition wrote; 0 where unknown.</param>
/// <param name="BelowThreshold">Interactions seen that did not trigger (simulation only; 0 otherwise).</param>
/// <param name="LivetimeKnown">False when the end-of-section record was lost: livetime, dead time and channel status are then unknown.</param>
/// <param name="BadChannels">Channels that did not work, ascending.</param>
public sealed record SectionInfo(
    uint Run,
    uint Section,
    long StartTimeNs,
    long LivetimeNs,
    long DeadTimeNs,
    uint EventsWritten,
    uint BelowThreshold,
    bool LivetimeKnown,
    IReadOnlyList<BadChannel> BadChannels)
{
    /// <summary>A section of which only the beginning is known.</summary>
    public static SectionInfo WithoutEnd(uint run, uint section, long startTimeNs) =>
        new(run, section, startTimeNs, 0, 0, 0, 0, false, []);

    /// <summary>Equal when all values and all bad channels are.</summary>
    public bool Equals(SectionInfo? other) =>
        other is not null && Run == other.Run && Section == other.Section && StartTimeNs == other.StartTimeNs
        && LivetimeNs == other.LivetimeNs && DeadTimeNs == other.DeadTimeNs && EventsWritten == other.EventsWritten
        && BelowThreshold == other.BelowThreshold && LivetimeKnown == other.LivetimeKnown
        && BadChannels.SequenceEqual(other.BadChannels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Run, Section, StartTimeNs, LivetimeNs, DeadTimeNs, EventsWritten);
}
