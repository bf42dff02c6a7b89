using System.Diagnostics;

namespace Fathom.Benchmarks.Ledger;

/// <summary>What a sync of this machine's disk takes.</summary>
internal static class FsyncMedian
{
    private const int Writes = 101;

    /// <summary>Median of 4 KiB appended and synced [ms].</summary>
    public static double Measure(string folder)
    {
        string path = Path.Combine(folder, "fsync.probe");
        byte[] page = new byte[4096];
        double[] times = new double[Writes];
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            for (int i = 0; i < Writes; i++)
            {
                long began = Stopwatch.GetTimestamp();
                stream.Write(page);
                stream.Flush(flushToDisk: true);
                times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        }

        File.Delete(path);
        Array.Sort(times);
        return times[Writes / 2];
    }
}
