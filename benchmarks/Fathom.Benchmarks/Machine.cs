namespace Fathom.Benchmarks;

/// <summary>Describes the machine in words that matter to a figure; never its name.</summary>
internal static class Machine
{
    public static string Describe()
    {
        string model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? ""
            : "";
        double gibibytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return $"{Environment.ProcessorCount} cores {model}, {gibibytes:F0} GiB, .NET {Environment.Version}";
    }
}
