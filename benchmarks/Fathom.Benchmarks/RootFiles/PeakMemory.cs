using System.Diagnostics;
using System.Globalization;
using Fathom.Root;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>Peak memory and allocations of a process that only writes, or only reads, a file.</summary>
internal static class PeakMemory
{
    internal const string Verb = "root-peak";
    private const int Repetitions = 4;

    /// <summary>In a process of its own.</summary>
    /// <returns>Peak of resident memory [bytes], and bytes allocated for an entry beyond those of the data set.</returns>
    internal static (double Peak, double AllocatedByEntry) Of(string act, string path, RootCodec codec, bool asTree)
    {
        string dll = typeof(PeakMemory).Assembly.Location;
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [dll, Verb, act, path, codec.ToString(), asTree.ToString()]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start");
        string[] words = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The other process: a file of four times a small data set, so that the data itself does not count.</summary>
    internal static int Run(string[] args)
    {
        bool asTree = bool.Parse(args[3]);
        RootCodec codec = Enum.Parse<RootCodec>(args[2]);
        JaggedData data = JaggedData.Draw("exponential", JaggedData.Events / 10);
        RootWriteOptions options = new() { Codec = codec };
        // What is allocated once (pages on their way) is in both, so that the difference is what entries cost.
        (long few, long atFew) = Measure(args[0], args[1] + ".few", data, options, asTree, Repetitions);
        (long many, long atMany) = Measure(args[0], args[1], data, options, asTree, Repetitions * 10);
        double allocated = Math.Max(0, atMany - atFew);
        long entries = many - few;
        using Process self = Process.GetCurrentProcess();
        self.Refresh();
        Console.WriteLine(FormattableString.Invariant($"{self.PeakWorkingSet64} {allocated / entries}"));
        return 0;
    }

    private static (long Entries, long Allocated) Measure(string act, string path, JaggedData data, RootWriteOptions options, bool asTree, int times)
    {
        if (act == "read" && !File.Exists(path))
        {
            JaggedFile.Write(path, data, options, asTree, times);
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        long entries = act == "write" ? JaggedFile.Write(path, data, options, asTree, times) : JaggedFile.Read(path, asTree, out _);
        return (entries, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
