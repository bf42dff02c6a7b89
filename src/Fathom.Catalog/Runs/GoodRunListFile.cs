using System.Globalization;

namespace Fathom.Catalog.Runs;

/// <summary>A good run list as text: one run number a line; # starts a comment; empty lines are allowed.</summary>
/// <param name="Runs">The runs, in the order of the file.</param>
/// <param name="Faults">What is wrong, each with its line; empty where the list is good.</param>
public sealed record GoodRunListFile(IReadOnlyList<int> Runs, IReadOnlyList<GoodRunListFault> Faults)
{
    /// <summary>Longest text that is read [characters].</summary>
    public const int LongestText = 16 * 1024 * 1024;

    private const int MostFaults = 20;

    /// <summary>Reads the text; faults are values, named by line, at most twenty.</summary>
    public static GoodRunListFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return new GoodRunListFile([], [new(0, $"expected at most {LongestText} characters, found {text.Length}")]);
        }

        var runs = new List<int>();
        var faults = new List<GoodRunListFault>();
        var firstLine = new Dictionary<int, int>();
        int line = 0;
        foreach (ReadOnlySpan<char> whole in text.AsSpan().EnumerateLines())
        {
            line++;
            int comment = whole.IndexOf('#');
            ReadOnlySpan<char> entry = (comment < 0 ? whole : whole[..comment]).Trim();
            if (entry.IsEmpty)
            {
                continue;
            }

            if (Fault(entry, line, firstLine, runs) is { } fault)
            {
                faults.Add(fault);
                if (faults.Count == MostFaults)
                {
                    break;
                }
            }
        }

        if (runs.Count == 0 && faults.Count == 0)
        {
            faults.Add(new GoodRunListFault(line, "the list names no run"));
        }

        return new GoodRunListFile(runs, faults);
    }

    private static GoodRunListFault? Fault(ReadOnlySpan<char> entry, int line, Dictionary<int, int> firstLine, List<int> runs)
    {
        if (!int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out int run) || run < 1)
        {
            return new GoodRunListFault(line, $"expected a run number, found '{Printable(entry)}'");
        }

        if (!firstLine.TryAdd(run, line))
        {
            return new GoodRunListFault(line, $"run {run} is named twice, first in line {firstLine[run]}");
        }

        runs.Add(run);
        return null;
    }

    private static string Printable(ReadOnlySpan<char> entry)
    {
        string shown = entry.Length > 40 ? string.Concat(entry[..40], "…") : entry.ToString();
        return string.Concat(shown.Select(character => char.IsControl(character) ? '?' : character));
    }
}

/// <summary>A fault of a good run list.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Message">What was expected and found.</param>
public sealed record GoodRunListFault(int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}: {Message}";
}
