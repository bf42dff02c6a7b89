using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Events.Raw;
using Fathom.Events.Records;

namespace Fathom.Simulation;

/// <summary>Makes RAW files: deposits → photons → PMT hits → T/Q → RAW.</summary>
public static class RunSimulator
{
    private const long NanosecondsPerPositron = 1_000_000;

    /// <summary>Simulates one section and writes its RAW file. Equal arguments give equal bytes; sections can be written in parallel.</summary>
    /// <returns>What the end-of-section record says.</returns>
    /// <exception cref="ArgumentException">The constants belong to another detector.</exception>
    public static SectionInfo WriteSection(
        DetectorGeometry geometry, CalibrationConstants truth, SimulationOptions options, uint run, uint section, string path)
    {
        var header = new RawFileHeader(geometry.Name, run, section, UnixNanoseconds(options.SectionStart(run, section)));
        using var writer = RawFileWriter.Create(path, header);
        var timeline = SectionTimeline.Make(geometry, options, run, section);
        return new SectionWriter(geometry, truth, options.Seed, header)
            .Write(timeline, (long)options.SectionDuration.TotalNanoseconds, writer);
    }

    /// <summary>Positrons at one point and of one visible energy, for studies of resolution.</summary>
    /// <returns>What the end-of-section record says.</returns>
    /// <exception cref="ArgumentException">The constants belong to another detector, or the energy is below 1.022 MeV.</exception>
    public static SectionInfo WritePositrons(
        DetectorGeometry geometry, CalibrationConstants truth, PositronStudy study, string path)
    {
        var timeline = SectionTimeline.Make(geometry, study);
        var header = new RawFileHeader(geometry.Name, study.Run, study.Section, UnixNanoseconds(study.Start));
        using var writer = RawFileWriter.Create(path, header);
        return new SectionWriter(geometry, truth, study.Seed, header).Write(timeline, study.Count * NanosecondsPerPositron, writer);
    }

    private static long UnixNanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
