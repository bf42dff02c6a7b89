namespace Fathom.Detector.Description;

/// <summary>The scintillator sphere, its acrylic wall and the water around it.</summary>
public sealed record TargetDescription
{
    /// <summary>Inner radius of the acrylic sphere [mm].</summary>
    public double RadiusMm { get; init; } = double.NaN;

    /// <summary>Thickness of the acrylic wall [mm].</summary>
    public double AcrylicThicknessMm { get; init; } = double.NaN;

    /// <summary>Group index of the scintillator.</summary>
    public double ScintillatorIndex { get; init; } = double.NaN;

    /// <summary>Group index of the acrylic.</summary>
    public double AcrylicIndex { get; init; } = double.NaN;

    /// <summary>Group index of the water.</summary>
    public double WaterIndex { get; init; } = double.NaN;
}
