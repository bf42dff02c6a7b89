using System.Globalization;
using System.Runtime.InteropServices;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Payload;

/// <summary>What a child process uses: CPU of the children that ended, exactly; peak memory, sampled from /proc.</summary>
/// <remarks>
/// getrusage(2) sums the children that were waited for, and a pilot runs one payload at a time, so the difference is the
/// payload's own. The peak that the system keeps is the largest of all children ever: it is this one's where it grew.
/// </remarks>
internal sealed partial class ResourceMeter
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time;
    private readonly long began;
    private readonly (double CpuSeconds, long MaxRssBytes) before;
    private long sampledPeak;

    private ResourceMeter(TimeProvider time) => (this.time, began, before) = (time, time.GetTimestamp(), Children());

    /// <summary>Begins before the child starts.</summary>
    public static ResourceMeter Begin(TimeProvider time) => new(time);

    /// <summary>Samples the peak memory until the child has ended.</summary>
    public async Task SampleUntilAsync(int processId, Task ended)
    {
        while (!ended.IsCompleted)
        {
            sampledPeak = Math.Max(sampledPeak, PeakOf(processId));
            await Task.WhenAny(ended, Task.Delay(Interval, time));
        }
        await ended;
    }

    /// <summary>What was used since the beginning.</summary>
    public ResourceUse Taken()
    {
        var now = Children();
        return new ResourceUse(
            Math.Max(0, now.CpuSeconds - before.CpuSeconds),
            time.GetElapsedTime(began).TotalSeconds,
            now.MaxRssBytes > before.MaxRssBytes ? now.MaxRssBytes : sampledPeak);
    }

    /// <summary>Peak resident memory of a living process [byte]; 0 where it is gone.</summary>
    internal static long PeakOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            var digits = line?["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var kib) ? kib * 1024 : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static (double CpuSeconds, long MaxRssBytes) Children()
    {
        // struct rusage: user and system time as seconds and microseconds, then ru_maxrss [KiB], then thirteen more.
        Span<long> use = stackalloc long[18];
        return GetResourceUse(-1, use) == 0
            ? (use[0] + use[2] + ((use[1] + use[3]) * 1e-6), use[4] * 1024)
            : (0, 0);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUse(int who, Span<long> use);
}
