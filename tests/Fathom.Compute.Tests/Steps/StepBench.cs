using Fathom.Compute.Steps;
using Fathom.Detector.Calibration;
using Fathom.Detector.Description;
using Fathom.Detector.Geometry;
using Fathom.Simulation;
using Fathom.Simulation.Light;

namespace Fathom.Compute.Tests.Steps;

/// <summary>A folder for one test, and short ways to run the real steps in it.</summary>
internal sealed class StepBench : IDisposable
{
    private static readonly Lazy<CalibrationConstants> SharedConstants = new(MakeConstants);
    private int _runs;

    public StepBench() => Folder = Directory.CreateTempSubdirectory("fathom-steps-").FullName;

    public static DetectorGeometry Geometry { get; } = DetectorGeometry.From(DetectorDescription.Default);

    /// <summary>What the simulated detector is, and a perfect calibration of it.</summary>
    public static CalibrationConstants Constants => SharedConstants.Value;

    public string Folder { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The constants as a file.</summary>
    public string ConditionsFile()
    {
        var path = PathOf("conditions.txt");
        if (!File.Exists(path))
        {
            Constants.Save(path);
        }

        return path;
    }

    /// <summary>Runs a step on a file; the outputs lie in a new folder of their own.</summary>
    public (StepResult Result, string Output) Run(
        IStep step, string tier, string path, string? conditions = null, string? lfn = null, IReadOnlyDictionary<string, string>? parameters = null)
    {
        var folder = Directory.CreateDirectory(PathOf($"out{_runs++}")).FullName;
        var request = new StepRequest(
            [new StepInput(lfn ?? Path.GetFileName(path), tier, path)], folder, conditions, parameters ?? new Dictionary<string, string>());
        var result = step.Run(request, new Progress<double>(), CancellationToken.None);
        return (result, Path.Combine(folder, result.Outputs.Single().FileName));
    }

    /// <summary>RAW to ESD and miniESD.</summary>
    public (string Rtraw, string Esd, string Mini, StepResult Compacted) RunAll(string raw)
    {
        var (_, rtraw) = Run(new DecodeStep(), "RAW", raw);
        var (_, esd) = Run(new ReconstructStep(), "RTRAW", rtraw, ConditionsFile());
        var (compacted, mini) = Run(new CompactStep(), "ESD", esd);
        return (rtraw, esd, mini, compacted);
    }

    /// <summary>A small simulated section.</summary>
    public string SimulateSection(uint section = 1, int pairs = 4, int singles = 4)
    {
        var options = new SimulationOptions { IbdPairsPerSection = pairs, SinglesPerSection = singles };
        var path = PathOf($"section{section}.raw");
        RunSimulator.WriteSection(Geometry, Constants, options, options.FirstRun, section, path);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static CalibrationConstants MakeConstants() =>
        PlausibleConstants.Make(Geometry, 26, LightMapSource.Measure(Geometry));
}
