using System.Diagnostics;
using System.Globalization;

namespace Fathom.Portal.Metrics;

/// <summary>The server's own process: CPU, memory, garbage collector, threads.</summary>
internal static class ProcessMetrics
{
    public static void Write(PrometheusText text)
    {
        using var process = Process.GetCurrentProcess();
        text.Single(AllMetrics.ProcessCpu, process.TotalProcessorTime.TotalSeconds);
        text.Single(AllMetrics.ProcessMemory, process.WorkingSet64);
        text.Single(AllMetrics.ProcessStart, new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0);
        text.Begin(AllMetrics.GcCollections);
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            text.Sample(AllMetrics.GcCollections, GC.CollectionCount(generation), ("generation", generation.ToString(CultureInfo.InvariantCulture)));
        }

        text.Single(AllMetrics.GcPause, GC.GetTotalPauseDuration().TotalSeconds);
        text.Single(AllMetrics.GcHeap, GC.GetGCMemoryInfo().HeapSizeBytes);
        text.Single(AllMetrics.ThreadQueue, ThreadPool.PendingWorkItemCount);
        text.Single(AllMetrics.Threads, ThreadPool.ThreadCount);
    }
}
