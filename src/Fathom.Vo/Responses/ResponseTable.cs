using System.Globalization;
using System.Text.Json;

namespace Fathom.Vo.Responses;

/// <summary>The numbers of a response's file by column: text with commas or white space and names in its first line, or the JSON of a
/// data frame (an object of columns, each an object of rows).</summary>
internal sealed class ResponseTable
{
    private const long LargestFile = 64 << 20;

    private readonly string _file;
    private readonly Dictionary<string, double[]> _columns;

    private ResponseTable(string file, Dictionary<string, double[]> columns) => (_file, _columns) = (file, columns);

    /// <summary>Number of rows.</summary>
    public int Rows => _columns.Values.First().Length;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ResponseFormatException">It is of neither form, or too large.</exception>
    public static ResponseTable Read(string path, string name)
    {
        if (new FileInfo(path).Length > LargestFile)
        {
            throw new ResponseFormatException(name, $"expected at most {LargestFile} bytes.");
        }

        string text = File.ReadAllText(path);
        Dictionary<string, double[]> columns = text.AsSpan().TrimStart() is ['{', ..] ? ReadJson(text, name) : ReadLines(text, name);
        return columns.Count > 0 && columns.Values.All(column => column.Length > 0 && column.Length == columns.Values.First().Length) ? new ResponseTable(name, columns)
            : throw new ResponseFormatException(name, "expected columns of one length with at least one row.");
    }

    /// <summary>True where there is such a column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>A column.</summary>
    /// <exception cref="ResponseFormatException">There is none of that name.</exception>
    public double[] Column(string name) => _columns.TryGetValue(name, out double[]? column) ? column
        : throw new ResponseFormatException(_file, $"expected a column '{name}', found {string.Join(", ", _columns.Keys)}.");

    private static Dictionary<string, double[]> ReadLines(string text, string name)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string head = lines.Length > 0 ? lines[0].TrimStart('#') : "";
        char[] separators = head.Contains(',', StringComparison.Ordinal) ? [','] : [' ', '\t'];
        StringSplitOptions options = StringSplitOptions.TrimEntries | (separators.Length > 1 ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None);
        string[] names = head.Split(separators, options);
        if (names.Distinct().Count() != names.Length || lines.Length < 2)
        {
            throw new ResponseFormatException(name, "line 1: expected names of columns that differ, and rows below them.");
        }

        double[][] columns = [.. names.Select(_ => new double[lines.Length - 1])];
        for (int row = 1; row < lines.Length; row++)
        {
            string[] cells = lines[row].Split(separators, options);
            if (cells.Length != names.Length)
            {
                throw new ResponseFormatException(name, $"line {row + 1}: expected {names.Length} numbers, found {cells.Length}.");
            }

            for (int i = 0; i < cells.Length; i++)
            {
                columns[i][row - 1] = Number(cells[i], name, $"line {row + 1}");
            }
        }

        return names.Zip(columns).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private static Dictionary<string, double[]> ReadJson(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.EnumerateObject().Where(column => column.Value.ValueKind == JsonValueKind.Object).ToDictionary(
                column => column.Name, column => column.Value.EnumerateObject().Select(cell => Number(cell.Value.GetRawText(), name, cell.Name)).ToArray(), StringComparer.Ordinal);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            throw new ResponseFormatException(name, $"the JSON cannot be read: {broken.Message}", broken);
        }
    }

    private static double Number(string cell, string name, string place) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value
            : throw new ResponseFormatException(name, $"{place}: expected a number, found '{(cell.Length > 40 ? cell[..40] : cell)}'.");
}
