using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Events.Records;

namespace Fathom.Simulation;

/// <summary>Makes RAW files of a section: deposits → photons → PMT hits → T/Q → RAW.</summary>
public static class RunSimulator
{
    /// <summary>Simulates one section and writes its RAW file. Equal arguments give equal bytes; sections can be written in parallel.</summary>
    /// <returns>What the end-of-section record says.</returns>
    public static SectionInfo WriteSection(
        DetectorGeometry geometry, CalibrationConstants truth, SimulationOptions options, uint run, uint section, string path) =>
        throw new NotImplementedException();

    /// <summary>Positrons at one point and of one visible energy, for studies of resolution.</summary>
    public static SectionInfo WritePositrons(
        DetectorGeometry geometry, CalibrationConstants truth, PositronStudy study, string path) =>
        throw new NotImplementedException();
}
