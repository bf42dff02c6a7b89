namespace Fathom.Detector.Description;

/// <summary>The multiplicity trigger: at least so many PMTs within a sliding window.</summary>
public sealed record TriggerDescription
{
    /// <summary>Number of PMTs that must fire.</summary>
    public int Multiplicity { get; init; }

    /// <summary>Length of the sliding window [ns].</summary>
    public double WindowNs { get; init; } = double.NaN;

    /// <summary>Period of the trigger clock [ns]: the trigger time is a multiple of it.</summary>
    public double ClockNs { get; init; } = double.NaN;
}
