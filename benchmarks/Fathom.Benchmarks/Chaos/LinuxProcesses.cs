using System.Globalization;
using System.Runtime.InteropServices;

namespace Fathom.Benchmarks.Chaos;

/// <summary>Processes of this machine as /proc shows them, and the signals that faults are made of.</summary>
internal static partial class LinuxProcesses
{
    public const int Kill = 9, Continue = 18, Stop = 19;

    /// <summary>Processes whose command line holds every one of the words.</summary>
    public static IReadOnlyList<int> WithWords(params string[] words) =>
        [.. All().Where(process => CommandLine(process) is { } line && words.All(word => line.Contains(word, StringComparison.Ordinal)))];

    /// <summary>Direct children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent) => [.. All().Where(process => ParentOf(process) == parent)];

    /// <summary>Sends a signal; false where the process has ended.</summary>
    public static bool Signal(int process, int signal) => SendSignal(process, signal) == 0;

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => name!.All(char.IsAsciiDigit))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    private static string? CommandLine(int process) => Read($"/proc/{process}/cmdline")?.Replace('\0', ' ');

    // After the name, which is in parentheses and may hold anything: state, then the parent.
    private static int? ParentOf(int process)
    {
        string? stat = Read($"/proc/{process}/stat");
        string[]? fields = stat?[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields is { Length: > 1 } ? int.Parse(fields[1], CultureInfo.InvariantCulture) : null;
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
