using Fathom.Compute.Steps;
using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Events.Records;
using Fathom.Events.Tiers;
using Fathom.Simulation;

namespace Fathom.Benchmarks;

/// <summary>Simulates positrons through RAW and the real steps, and reads the ESD back.</summary>
/// <param name="geometry">The detector.</param>
/// <param name="constants">What the simulated detector is; the reconstruction gets it as its calibration, and nothing else.</param>
/// <param name="folder">Where the files go.</param>
internal sealed class ResolutionStudy(DetectorGeometry geometry, CalibrationConstants constants, string folder)
{
    private const double AnnihilationEnergy = 1.022;

    // Off the axes, so that no symmetry of the lattice hides a bias
    private static readonly double[] Direction = [1 / 3.0, -2 / 3.0, 2 / 3.0];

    /// <summary>Measures one point.</summary>
    public ResolutionPoint Measure(double kinetic, double radius, int count)
    {
        var visible = kinetic + AnnihilationEnergy;
        double[] place = [.. Direction.Select(d => d * radius)];
        var study = new PositronStudy
        {
            Seed = (ulong)((1000 * kinetic) + radius),
            Count = count,
            VisibleEnergy = visible,
            X = place[0],
            Y = place[1],
            Z = place[2],
        };
        var raw = Path.Combine(folder, "positrons.raw");
        RunSimulator.WritePositrons(geometry, constants, study, raw);
        using var reader = EsdReader.Open(Reconstruct(raw));
        List<VertexRecord> vertices = [], centroids = [];
        foreach (var entry in reader.Events())
        {
            AddConverged(vertices, entry.ChosenVertex);
            AddConverged(centroids, entry.Centroid);
        }

        return Summarise(kinetic, radius, count, visible, place, vertices, centroids);
    }

    private static void AddConverged(List<VertexRecord> list, VertexRecord? vertex)
    {
        if (vertex is { Status: VertexStatus.Converged })
        {
            list.Add(vertex);
        }
    }

    /// <summary>Processor time of decode, reconstruct and compact per event, start of each step included [ms].</summary>
    public double CpuMilliseconds(double visible, double radius, int count)
    {
        var raw = Path.Combine(folder, "cost.raw");
        RunSimulator.WritePositrons(geometry, constants, new PositronStudy { Count = count, VisibleEnergy = visible, X = radius }, raw);
        Reconstruct(raw);
        var before = Environment.CpuUsage.TotalTime;
        var compact = Run(new CompactStep(), "ESD", Reconstruct(raw), null);
        using var reader = MiniEsdReader.Open(compact);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / reader.EventCount;
    }

    private string Reconstruct(string raw)
    {
        var conditions = Path.Combine(folder, "conditions.txt");
        if (!File.Exists(conditions))
        {
            constants.Save(conditions);
        }

        var rtraw = Run(new DecodeStep(), "RAW", raw, null);
        return Run(new ReconstructStep(), "RTRAW", rtraw, conditions);
    }

    private string Run(IStep step, string tier, string input, string? conditions)
    {
        var request = new StepRequest([new StepInput(Path.GetFileName(input), tier, input)], folder, conditions, new Dictionary<string, string>());
        foreach (var old in Directory.GetFiles(folder, "RUN.*").Where(file => file != input))
        {
            File.Delete(old);
        }

        var result = step.Run(request, new Progress<double>(), CancellationToken.None);
        return Path.Combine(folder, result.Outputs[0].FileName);
    }

    private static ResolutionPoint Summarise(
        double kinetic,
        double radius,
        int count,
        double visible,
        double[] place,
        List<VertexRecord> vertices,
        List<VertexRecord> centroids)
    {
        var energies = vertices.Select(v => v.Energy / visible).ToArray();
        var mean = energies.Average();
        var spread = Math.Sqrt(energies.Average(e => (e - mean) * (e - mean)));
        var (displacement, sigma, distance) = Position(vertices, place);
        var (centroidDisplacement, _, centroidDistance) = Position(centroids, place);
        return new ResolutionPoint(
            kinetic, radius, count, vertices.Count, mean - 1, spread, displacement, sigma, distance, centroidDisplacement, centroidDistance);
    }

    private static (double Displacement, double AxisSigma, double Distance68) Position(List<VertexRecord> vertices, double[] place)
    {
        double[][] offsets = [.. vertices.Select(v => new[] { v.X - place[0], v.Y - place[1], v.Z - place[2] })];
        var means = Enumerable.Range(0, 3).Select(k => offsets.Average(o => o[k])).ToArray();
        var variance = Enumerable.Range(0, 3).Average(k => offsets.Average(o => (o[k] - means[k]) * (o[k] - means[k])));
        var distances = offsets.Select(o => Math.Sqrt(o.Sum(c => c * c))).Order().ToArray();
        var at = (int)Math.Ceiling(0.68 * distances.Length) - 1;
        return (Math.Sqrt(means.Sum(m => m * m)), Math.Sqrt(variance), distances[at]);
    }
}
