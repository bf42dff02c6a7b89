namespace Fathom.Events.Records;

/// <summary>The sum over sections of what makes events countable.</summary>
/// <param name="Sections">Number of sections.</param>
/// <param name="LivetimeNs">Sum of the known livetimes [ns].</param>
/// <param name="DeadTimeNs">Sum of the known dead times [ns].</param>
/// <param name="SectionsWithoutLivetime">Sections whose livetime is unknown: their events must not be used for a rate.</param>
/// <param name="BadChannels">Channels that were bad in at least one section.</param>
public sealed record Exposure(int Sections, long LivetimeNs, long DeadTimeNs, int SectionsWithoutLivetime, int BadChannels)
{
    /// <summary>Sums sections.</summary>
    public static Exposure Of(IReadOnlyCollection<SectionInfo> sections) => new(
        sections.Count,
        sections.Sum(s => s.LivetimeNs),
        sections.Sum(s => s.DeadTimeNs),
        sections.Count(s => !s.LivetimeKnown),
        sections.SelectMany(s => s.BadChannels).Select(b => b.Channel).Distinct().Count());
}
