namespace Fathom.Detector.Description;

/// <summary>How hits become numbers.</summary>
public sealed record ReadoutDescription
{
    /// <summary>Length of the readout window [ns].</summary>
    public double WindowNs { get; init; } = double.NaN;

    /// <summary>Part of the window before the trigger [ns].</summary>
    public double PretriggerNs { get; init; } = double.NaN;

    /// <summary>TDC ticks per nanosecond; a TDC value counts from the start of the window.</summary>
    public double TdcTicksPerNs { get; init; } = double.NaN;

    /// <summary>Nominal gain [ADC counts/PE]; each channel's own is a calibration constant.</summary>
    public double AdcCountsPerPe { get; init; } = double.NaN;

    /// <summary>Relative width (standard deviation) of the single photo-electron charge.</summary>
    public double SinglePeWidth { get; init; } = double.NaN;

    /// <summary>Pulses below this charge are not recorded [PE].</summary>
    public double HitThresholdPe { get; init; } = double.NaN;

    /// <summary>Photo-electrons of one channel closer than this to the one before are one hit [ns].</summary>
    public double PulseSeparationNs { get; init; } = double.NaN;
}
