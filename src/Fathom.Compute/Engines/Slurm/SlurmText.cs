using System.Globalization;

namespace Fathom.Compute.Engines.Slurm;

/// <summary>Slurm's commands said something that is not what they document.</summary>
public sealed class SlurmTextException(string command, string line, string expected)
    : Exception($"{command} wrote '{(line.Length > 200 ? line[..200] + "…" : line)}', expected {expected}.");

/// <summary>Reads what Slurm's commands write for programs. Strict: what is not as documented is an error, never a guess.</summary>
public static class SlurmText
{
    /// <summary>The format for <c>squeue --array --noheader --format</c>, which <see cref="Queue"/> reads.</summary>
    public const string QueueFormat = "%F|%K|%T|%M|%l|%N|%k|%r";

    /// <summary>The format for <c>squeue --array --noheader --Format</c>, which <see cref="Exits"/> reads: wide enough for any of them.</summary>
    public const string ExitFormat = "ArrayJobID:24,ArrayTaskID:24,exit_code:24";

    /// <summary>The format for <c>sacct --allocations --parsable2 --noheader --format</c>, which <see cref="Account"/> reads.</summary>
    public const string AccountFormat = "JobID,State,ElapsedRaw,TimelimitRaw,ExitCode,NodeList,Comment,Reason";

    /// <summary>Longest answer that is read [byte]: a hundred thousand elements and their reasons.</summary>
    public const int LongestAnswer = 64 << 20;

    /// <summary>The number of a submitted job, from <c>sbatch --parsable</c>: "1234" or "1234;cluster".</summary>
    /// <exception cref="SlurmTextException">It is none.</exception>
    public static long Submitted(string text)
    {
        var line = text.Trim();
        var end = line.IndexOf(';');
        return long.TryParse(end < 0 ? line : line[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var job) && job > 0
            ? job
            : throw new SlurmTextException("sbatch --parsable", line, "the number of the job");
    }

    /// <summary>Elements of arrays from squeue; jobs that are no arrays are passed over.</summary>
    /// <exception cref="SlurmTextException">A line has other fields than were asked for.</exception>
    public static List<SlurmElement> Queue(string text)
    {
        var elements = new List<SlurmElement>();
        foreach (var line in Lines(text))
        {
            var fields = line.Split('|', 8);
            if (fields.Length != 8 || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var array) || !IsState(fields[2]))
            {
                throw new SlurmTextException("squeue", line, $"eight fields ({QueueFormat})");
            }
            if (int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                elements.Add(new SlurmElement(array, index, fields[2], Used(fields[3], line), fields[7], fields[5], fields[6], Limit(fields[4], line)));
            }
        }
        return elements;
    }

    /// <summary>Elements of arrays from sacct; whole arrays that still wait ("7_[0-9]") and other jobs are passed over.</summary>
    /// <exception cref="SlurmTextException">A line has other fields than were asked for.</exception>
    public static List<SlurmElement> Account(string text)
    {
        var elements = new List<SlurmElement>();
        foreach (var line in Lines(text))
        {
            var fields = line.Split('|', 8);
            if (fields.Length != 8 || !IsState(fields[1])
                || !long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                throw new SlurmTextException("sacct", line, $"eight fields ({AccountFormat})");
            }
            if (fields[0].Split('_') is [var array, var index]
                && long.TryParse(array, NumberStyles.None, CultureInfo.InvariantCulture, out var job)
                && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var element))
            {
                elements.Add(new SlurmElement(
                    job, element, fields[1], TimeSpan.FromSeconds(seconds), fields[7], fields[5], fields[6], Minutes(fields[3]), Exit(fields[4], line)));
            }
        }
        return elements;
    }

    /// <summary>How elements of arrays ended, by the name that Slurm's commands take; those that run are told with a status of 0.</summary>
    /// <exception cref="SlurmTextException">A line has other fields than were asked for.</exception>
    public static Dictionary<string, SlurmExit> Exits(string text)
    {
        var exits = new Dictionary<string, SlurmExit>(StringComparer.Ordinal);
        foreach (var line in Lines(text))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var array, var index, var status]
                || !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new SlurmTextException("squeue", line, $"three fields ({ExitFormat})");
            }
            exits[$"{array}_{index}"] = SlurmExit.OfWaitStatus(number);
        }
        return exits;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsState(string state) => state.Length > 0 && char.IsAsciiLetterUpper(state[0]);

    /// <summary>A time limit; words such as UNLIMITED and NOT_SET mean none that we know.</summary>
    private static TimeSpan? Limit(string text, string line) => text.Length > 0 && char.IsAsciiDigit(text[0]) ? Used(text, line) : null;

    private static TimeSpan? Minutes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>An exit code and a signal as sacct tells them: "0:15".</summary>
    private static SlurmExit Exit(string text, string line) =>
        text.Split(':') is [var code, var signal]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var exit)
        && int.TryParse(signal, NumberStyles.None, CultureInfo.InvariantCulture, out var by)
            ? new SlurmExit(exit, by)
            : throw new SlurmTextException("sacct", line, "an exit code as code:signal");

    /// <summary>A time: [days-][hours:]minutes:seconds, or INVALID where clocks differ.</summary>
    private static TimeSpan Used(string text, string line)
    {
        if (text is "INVALID" or "")
        {
            return TimeSpan.Zero;
        }
        var (days, rest) = text.IndexOf('-') is > 0 and var dash ? (text[..dash], text[(dash + 1)..]) : ("0", text);
        double seconds = 0;
        foreach (var part in rest.Split(':'))
        {
            seconds = (seconds * 60) + Number(part, line);
        }
        return TimeSpan.FromSeconds((Number(days, line) * 86400) + seconds);
    }

    private static long Number(string text, string line) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000
            ? number
            : throw new SlurmTextException("squeue", line, "a time used as [days-][hours:]minutes:seconds");
}
