using System.Globalization;

namespace Fathom.Compute.Engines.Slurm;

/// <summary>Slurm's commands said something that is not what they document.</summary>
public sealed class SlurmTextException(string command, string line, string expected)
    : Exception($"{command} wrote '{(line.Length > 200 ? line[..200] + "…" : line)}', expected {expected}.");

/// <summary>Reads what Slurm's commands write for programs. Strict: what is not as documented is an error, never a guess.</summary>
public static class SlurmText
{
    /// <summary>The format for <c>squeue --array --noheader --format</c>, which <see cref="Queue"/> reads.</summary>
    public const string QueueFormat = "%F|%K|%T|%M|%N|%k|%r";

    /// <summary>The format for <c>sacct --allocations --parsable2 --noheader --format</c>, which <see cref="Account"/> reads.</summary>
    public const string AccountFormat = "JobID,State,ElapsedRaw,NodeList,Comment,Reason";

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
            var fields = line.Split('|', 7);
            if (fields.Length != 7 || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var array) || !IsState(fields[2]))
            {
                throw new SlurmTextException("squeue", line, $"seven fields ({QueueFormat})");
            }
            if (int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                elements.Add(new SlurmElement(array, index, fields[2], Used(fields[3], line), fields[6], fields[4], fields[5]));
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
            var fields = line.Split('|', 6);
            if (fields.Length != 6 || !IsState(fields[1])
                || !long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                throw new SlurmTextException("sacct", line, $"six fields ({AccountFormat})");
            }
            if (fields[0].Split('_') is [var array, var index]
                && long.TryParse(array, NumberStyles.None, CultureInfo.InvariantCulture, out var job)
                && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var element))
            {
                elements.Add(new SlurmElement(job, element, fields[1], TimeSpan.FromSeconds(seconds), fields[5], fields[3], fields[4]));
            }
        }
        return elements;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsState(string state) => state.Length > 0 && char.IsAsciiLetterUpper(state[0]);

    /// <summary>Time used: [days-][hours:]minutes:seconds, or INVALID where clocks differ.</summary>
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
