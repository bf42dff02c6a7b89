using System.Globalization;

namespace Fathom.Benchmarks.Ledger;

/// <summary>CPU time of the thread that writes, as Linux counts it: what a figure needs on a machine that others use too.</summary>
internal static class WriterThread
{
    // The kernel keeps the first 15 characters of "workspace writer".
    private const string Name = "workspace write";
    private const double TicksPerSecond = 100;

    /// <summary>So far, user and system [s]; 0 where there is no such thread.</summary>
    public static double Cpu() => Directory.EnumerateDirectories("/proc/self/task")
        .Where(task => Text(task, "comm").Trim() == Name).Sum(task => Seconds(Text(task, "stat")));

    private static string Text(string task, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, name));
        }
        catch (IOException)
        {
            // The thread has ended meanwhile.
            return "";
        }
    }

    // Behind the name in parentheses, which may hold blanks: state is field 3, user time 14, system time 15.
    private static double Seconds(string stat)
    {
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 12 ? fields[11..13].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond : 0;
    }
}
