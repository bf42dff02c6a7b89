using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;
using Fathom.Simulation.Generators;

namespace Fathom.Simulation;

/// <summary>When what happens in a section.</summary>
internal static class SectionTimeline
{
    private const ulong IbdPurpose = 1;
    private const ulong SinglesPurpose = 2;

    // Captures lie almost surely within this of their prompt, and so within the section [ns]
    private const double Margin = 1e7;

    /// <summary>All interactions of a section, in the order of time.</summary>
    internal static List<Interaction> Make(DetectorGeometry geometry, SimulationOptions options, uint run, uint section)
    {
        var span = options.SectionDuration.TotalNanoseconds - Margin;
        var interactions = new List<Interaction>((2 * options.IbdPairsPerSection) + options.SinglesPerSection);
        for (var i = 0; i < options.IbdPairsPerSection; i++)
        {
            var random = new SeededRandom(options.Seed, run, section, IbdPurpose, (ulong)i);
            var (prompt, delayed) = IbdGenerator.Next(geometry, span * random.NextUniform(), random);
            interactions.Add(prompt);
            interactions.Add(delayed);
        }

        for (var i = 0; i < options.SinglesPerSection; i++)
        {
            var random = new SeededRandom(options.Seed, run, section, SinglesPurpose, (ulong)i);
            interactions.Add(RadioactivityGenerator.Next(geometry, span * random.NextUniform(), random));
        }

        interactions.Sort((a, b) => a.TimeNs.CompareTo(b.TimeNs));
        return interactions;
    }

    /// <summary>Positrons of a study, one a millisecond.</summary>
    internal static List<Interaction> Make(DetectorGeometry geometry, PositronStudy study)
    {
        var start = new Point(study.X, study.Y, study.Z);
        var density = geometry.Description.Scintillator.ElectronDensityPerMm3;
        var interactions = new List<Interaction>(study.Count);
        for (var i = 0; i < study.Count; i++)
        {
            var random = new SeededRandom(study.Seed, study.Run, study.Section, (ulong)i);
            var deposits = Positron.Deposits(start, study.VisibleEnergy, density, random);
            interactions.Add(new Interaction((1e6 * i) + (1e3 * random.NextUniform()), deposits));
        }

        return interactions;
    }
}
