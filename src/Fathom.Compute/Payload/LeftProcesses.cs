using System.Runtime.InteropServices;

namespace Fathom.Compute.Payload;

/// <summary>Processes of payloads whose pilot was killed: nobody waits for them, and their jobs run elsewhere by then.</summary>
internal static partial class LeftProcesses
{
    private const int Killed = 9;

    // What is started while others are being ended is found in the next round.
    private const int Rounds = 20;

    /// <summary>Ends every process of this machine that works below a dead pilot's scratch or was given it for its temporary files.</summary>
    /// <param name="scratch">The scratch.</param>
    /// <returns>How many.</returns>
    public static int End(string scratch)
    {
        var below = Path.GetFullPath(scratch) + '/';
        HashSet<int> ended = [];
        for (var round = 0; round < Rounds && Of(below) is { Count: > 0 } left; round++)
        {
            left.ForEach(process => _ = SendSignal(process, Killed));
            ended.UnionWith(left);
        }
        return ended.Count;
    }

    private static List<int> Of(string below) => [.. Directory.EnumerateDirectories("/proc")
        .Where(folder => char.IsAsciiDigit(folder["/proc/".Length]) && IsOf(folder, below))
        .Select(folder => int.Parse(folder["/proc/".Length..], System.Globalization.CultureInfo.InvariantCulture))];

    private static bool IsOf(string process, string below)
    {
        try
        {
            return (new FileInfo(process + "/cwd").LinkTarget + '/').StartsWith(below, StringComparison.Ordinal)
                || File.ReadAllText(process + "/environ").Contains("TMPDIR=" + below, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or is another user's
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
