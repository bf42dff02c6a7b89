using Fathom.Detector.Calibration;
using Fathom.Detector.Description;
using Fathom.Detector.Geometry;

namespace Fathom.Simulation.Tests;

/// <summary>The detector of full size, and an ideal set of constants for it.</summary>
internal static class Detectors
{
    internal static readonly DetectorGeometry Juno = DetectorGeometry.From(DetectorDescription.Default);

    internal static LightMap FlatMap { get; } = new(17700, 2, 2, [1, 1, 1, 1]);

    internal static CalibrationConstants Plausible { get; } = PlausibleConstants.Make(Juno, 26, FlatMap);

    /// <summary>All channels alike and alive, with the given dark rate.</summary>
    internal static CalibrationConstants Ideal(float darkRate)
    {
        var n = Juno.PmtCount;
        var (gain, dark) = (new float[n], new float[n]);
        Array.Fill(gain, 100);
        Array.Fill(dark, darkRate);
        return new CalibrationConstants(Juno.Name, gain, new float[n], dark, new ChannelStatus[n], FlatMap);
    }
}
