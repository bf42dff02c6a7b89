using Fathom.Events.Records;

namespace Fathom.Compute.Steps;

/// <summary>The facts of the sections that the catalogue keeps with every file and sums.</summary>
internal static class SectionMetadata
{
    public static Dictionary<string, object> Of(long events, IReadOnlyList<SectionInfo> sections)
    {
        var exposure = Exposure.Of(sections);
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["events"] = events,
            ["runs"] = sections.Select(section => (long)section.Run).Distinct().Order().ToArray(),
            ["sections"] = exposure.Sections,
            ["livetimeNs"] = exposure.LivetimeNs,
            ["deadTimeNs"] = exposure.DeadTimeNs,
            ["sectionsWithoutLivetime"] = exposure.SectionsWithoutLivetime,
            ["badChannels"] = exposure.BadChannels,
        };
    }
}
