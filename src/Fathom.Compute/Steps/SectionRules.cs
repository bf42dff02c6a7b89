using Fathom.Events.Records;

namespace Fathom.Compute.Steps;

/// <summary>What the sections of an input must be.</summary>
internal static class SectionRules
{
    /// <summary>A file without any section cannot say when its events were taken.</summary>
    public static IReadOnlyList<SectionInfo> AtLeastOne(DetectorInput input, IReadOnlyList<SectionInfo> sections) =>
        sections.Count > 0
            ? sections
            : throw new StepFailedException(
                "SectionMissing", $"{input.Lfn}: expected at least one entry in the section stream, found none; make the file again.");
}
