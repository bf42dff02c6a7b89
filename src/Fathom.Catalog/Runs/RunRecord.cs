namespace Fathom.Catalog.Runs;

/// <summary>A run: a stretch of data taking.</summary>
/// <param name="Number">Its number, above 0.</param>
/// <param name="Detector">Name of the detector description.</param>
/// <param name="StartUtc">Label of its start.</param>
/// <param name="Sections">Number of its sections (files of a tier).</param>
/// <param name="LivetimeNs">Livetime [ns].</param>
/// <param name="DeadTimeNs">Dead time [ns].</param>
/// <param name="BadChannels">Channels that were off or bad.</param>
/// <param name="Quality">What the shift says of it.</param>
/// <param name="Remark">Why, where it is bad.</param>
public sealed record RunRecord(
    int Number, string Detector, string StartUtc, int Sections, long LivetimeNs, long DeadTimeNs, int BadChannels,
    RunQuality Quality, string Remark);

/// <summary>What the shift says of a run.</summary>
public enum RunQuality
{
    /// <summary>Fit for physics as far as the shift saw.</summary>
    Good,

    /// <summary>Not fit for physics.</summary>
    Bad,
}
