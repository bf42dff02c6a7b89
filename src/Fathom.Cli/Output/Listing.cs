using System.Globalization;

namespace Fathom.Cli.Output;

/// <summary>One column of a listing.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Cell">The value of a row, as text or number.</param>
public sealed record ListingColumn<T>(string Header, Func<T, object?> Cell);

/// <summary>Prints rows as an aligned table, or as one JSON array.</summary>
public static class Listing
{
    /// <summary>Writes the rows; an empty table says so on standard error, so that pipes see nothing.</summary>
    public static void Write<T>(IReadOnlyList<T> rows, bool json, params ReadOnlySpan<ListingColumn<T>> columns)
    {
        if (json)
        {
            Console.Out.WriteLine(OutputJson.Line(rows));
            return;
        }

        if (rows.Count == 0)
        {
            Console.Error.WriteLine("(none)");
            return;
        }

        WriteTable(Cells(rows, columns), [.. columns.ToArray().Select(column => rows.Any(row => column.Cell(row) is int or long or double))]);
    }

    private static string[][] Cells<T>(IReadOnlyList<T> rows, ReadOnlySpan<ListingColumn<T>> columns)
    {
        string[][] cells = new string[rows.Count + 1][];
        cells[0] = [.. columns.ToArray().Select(column => column.Header)];
        for (int i = 0; i < rows.Count; i++)
        {
            string[] line = new string[columns.Length];
            for (int k = 0; k < line.Length; k++)
            {
                line[k] = Text(columns[k].Cell(rows[i]));
            }

            cells[i + 1] = line;
        }

        return cells;
    }

    private static void WriteTable(string[][] cells, bool[] numeric)
    {
        int[] widths = [.. Enumerable.Range(0, numeric.Length).Select(k => cells.Max(line => line[k].Length))];
        foreach (string[] line in cells)
        {
            IEnumerable<string> padded = line.Select((cell, k) => numeric[k] ? cell.PadLeft(widths[k]) : cell.PadRight(widths[k]));
            Console.Out.WriteLine(string.Join("  ", padded).TrimEnd());
        }
    }

    private static string Text(object? value) =>
        TerminalText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace('\n', ' ');
}
