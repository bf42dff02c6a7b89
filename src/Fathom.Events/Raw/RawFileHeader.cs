namespace Fathom.Events.Raw;

/// <summary>What stands at the beginning of a RAW file.</summary>
/// <param name="Detector">Name of the detector, at most 16 ASCII characters.</param>
/// <param name="Run">Run.</param>
/// <param name="Section">Section within the run, from 1.</param>
/// <param name="StartTimeNs">Begin of the section, UTC [ns since 1970-01-01].</param>
public sealed record RawFileHeader(string Detector, uint Run, uint Section, long StartTimeNs);
