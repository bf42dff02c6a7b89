using System.Globalization;

namespace Fathom.Compute.Node;

/// <summary>The node's speed, measured once for each host and build and then kept, without every pilot of a herd measuring at once.</summary>
public static class NodeSpeed
{
    /// <summary>A measured speed is trusted for this; machines change.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>Speed of one core of this machine in units of the reference core.</summary>
    /// <param name="cache">Folder that keeps it; null: measured each time.</param>
    /// <param name="log">Told where it cannot be kept.</param>
    public static double OfThisNode(string? cache, TextWriter log)
    {
        if (cache is null)
        {
            return NodeBenchmark.Measure();
        }
        var file = Path.Combine(cache, $"speed-{Environment.MachineName}-{typeof(NodeSpeed).Assembly.ManifestModule.ModuleVersionId:N}");
        try
        {
            Directory.CreateDirectory(cache);
            if (Kept(file) is { } known)
            {
                return known;
            }
            using var alone = FileLock.Take(file + ".lock");
            if (Kept(file) is { } measuredMeanwhile)
            {
                return measuredMeanwhile;
            }
            var factor = NodeBenchmark.Measure();
            File.WriteAllText(file + ".part", factor.ToString("R", CultureInfo.InvariantCulture));
            File.Move(file + ".part", file, overwrite: true);
            return factor;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.WriteLine($"{cache}: the node's speed cannot be kept: {failure.Message}");
            return NodeBenchmark.Measure();
        }
    }

    private static double? Kept(string file) =>
        File.Exists(file) && File.GetLastWriteTimeUtc(file) + Life > File.GetLastWriteTimeUtc("/proc/self")
        && double.TryParse(File.ReadAllText(file), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is > 0.001 and < 1000
            ? factor
            : null;
}
