using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;

namespace Fathom.Simulation;

/// <summary>Measures the light map as calibration sources along the axis would.</summary>
public static class LightMapSource
{
    /// <summary>The light map of a detector: deterministic, about a second of one core.</summary>
    public static LightMap Measure(DetectorGeometry geometry) => throw new NotImplementedException();
}
