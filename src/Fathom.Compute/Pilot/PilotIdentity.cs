using System.Globalization;

namespace Fathom.Compute.Pilot;

/// <summary>Names a pilot process for good: a process id alone is used again.</summary>
/// <param name="Host">Its machine.</param>
/// <param name="ProcessId">Its process id.</param>
/// <param name="StartTicks">Its start, in clock ticks since the machine's (field 22 of /proc/PID/stat).</param>
public sealed record PilotIdentity(string Host, int ProcessId, long StartTicks)
{
    /// <summary>As a file name.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{ProcessId}.{StartTicks}.{Host}");

    /// <summary>True while the process runs; a process that has ended but was not waited for does not.</summary>
    public bool IsAlive => Host == Environment.MachineName && Of(ProcessId) == this;

    /// <summary>The identity of a living process of this machine, or null.</summary>
    public static PilotIdentity? Of(int processId)
    {
        try
        {
            return Parse(processId, File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat")));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The identity that a file name tells, or null.</summary>
    public static PilotIdentity? FromName(string name) =>
        name.Split('.', 3) is [var id, var ticks, { Length: > 0 } host]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var startTicks)
            ? new PilotIdentity(host, processId, startTicks)
            : null;

    /// <summary>Reads a line of /proc/PID/stat; the name in parentheses may hold anything, so counting begins after it.</summary>
    internal static PilotIdentity? Parse(int processId, string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19
            && fields[0] is not ("Z" or "X")
            && long.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                ? new PilotIdentity(Environment.MachineName, processId, ticks)
                : null;
    }
}
