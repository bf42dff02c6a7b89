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
    internal static (double Peak, double AllocatedByEntry) Of(string act, string path, RootCodec codec)
    {
        string dll = typeof(PeakMemory).Assembly.Location;
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [dll, Verb, act, path, codec.ToString()]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start");
        string[] words = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The other process: a file of four times a small data set, so that the data itself does not count.</summary>
    internal static int Run(string[] args)
    {
        RootCodec codec = Enum.Parse<RootCodec>(args[2]);
        JaggedData data = JaggedData.Draw("exponential", JaggedData.Events / 10);
        RootWriteOptions options = new() { Codec = codec };
        JaggedFile.Write(args[1] + ".warm", data, options, times: 1);
        File.Delete(args[1] + ".warm");
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long entries = args[0] == "write"
            ? JaggedFile.Write(args[1], data, options, Repetitions * 10)
            : JaggedFile.Read(args[1], out _);
        double allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        using Process self = Process.GetCurrentProcess();
        self.Refresh();
        Console.WriteLine(FormattableString.Invariant($"{self.PeakWorkingSet64} {allocated / entries}"));
        return 0;
    }
}
