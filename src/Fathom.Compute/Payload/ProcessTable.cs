using System.Globalization;

namespace Fathom.Compute.Payload;

/// <summary>Processes of this machine at one instant, summed by session: each payload is a session of its own.</summary>
internal sealed class ProcessTable
{
    private static readonly long PageBytes = Environment.SystemPageSize;
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    private readonly Dictionary<int, (double CpuSeconds, long MemoryBytes)> bySession = [];

    /// <summary>Reads /proc once.</summary>
    public static ProcessTable Read()
    {
        var table = new ProcessTable();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(folder["/proc/".Length]))
            {
                table.Add(folder);
            }
        }
        return table;
    }

    /// <summary>What the processes of a session use together.</summary>
    public (double CpuSeconds, long MemoryBytes) Of(int session) => bySession.GetValueOrDefault(session);

    /// <summary>Session, CPU and memory from a line of /proc/PID/stat, or null; the name in parentheses may hold anything.</summary>
    internal static (int Session, double CpuSeconds, long MemoryBytes)? Parse(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 21 && Number(fields[3]) is { } session && Number(fields[11]) is { } user && Number(fields[12]) is { } system
            && Number(fields[13]) is { } children && Number(fields[14]) is { } childrensSystem && Number(fields[21]) is { } pages
                ? ((int)session, (user + system + children + childrensSystem) / TicksPerSecond, pages * PageBytes)
                : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private void Add(string folder)
    {
        try
        {
            if (Parse(File.ReadAllText(folder + "/stat")) is { } process)
            {
                var (cpu, memory) = bySession.GetValueOrDefault(process.Session);
                bySession[process.Session] = (cpu + process.CpuSeconds, memory + process.MemoryBytes);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
        }
    }
}
