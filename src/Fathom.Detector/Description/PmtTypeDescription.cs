namespace Fathom.Detector.Description;

/// <summary>Properties shared by all PMTs of one type.</summary>
public sealed record PmtTypeDescription
{
    /// <summary>Photon detection efficiency, 0 to 1.</summary>
    public double DetectionEfficiency { get; init; } = double.NaN;

    /// <summary>Transit time spread, standard deviation [ns].</summary>
    public double TransitTimeSpreadNs { get; init; } = double.NaN;

    /// <summary>Mean dark count rate [Hz].</summary>
    public double DarkRateHz { get; init; } = double.NaN;
}
