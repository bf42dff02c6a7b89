using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Cli.Output;
using Fathom.Root;
using Fathom.Root.Scans;

namespace Fathom.Cli.Commands.RootFiles;

internal static class RootScanCommand
{
    /// <summary>A first or last value whose JSON is longer is cut, with an ellipsis.</summary>
    private const int LongestValue = 200;

    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Argument<string> file = RootCommandGroup.File();
        Argument<string?> name = RootCommandGroup.Object();
        Option<bool> json = SharedOptions.Json();
        Option<bool> recover = RootCommandGroup.Recover();
        var command = new Command("scan", SharedOptions.Described(
            "Reads every branch or field from its first to its last entry: number of values, sum, first and last entry.",
            "fathom root scan data.root E --json | head")) { file, name, recover, json };
        command.SetAction(parse =>
        {
            using RootFileReader reader = RootCommandGroup.Open(parse.GetValue(file)!, parse.GetValue(recover));
            bool unread = false;
            foreach (RootKey key in RootCommandGroup.Columnar(reader, parse.GetValue(name)))
            {
                IEnumerable<ColumnScan> scans = key.ClassName == "ROOT::RNTuple" ? FileScan.Of(reader.OpenNTuple(key.Path)) : FileScan.Of(reader.OpenTree(key.Path));
                unread |= Write(key, scans, parse.GetValue(json));
            }

            return unread ? ExitCode.NotWell : ExitCode.Ok;
        });
        return command;
    }

    /// <returns>Whether a column could not be read.</returns>
    private static bool Write(RootKey key, IEnumerable<ColumnScan> scans, bool json)
    {
        bool unread = false;
        List<ColumnScan> rows = [];
        foreach (ColumnScan scan in scans)
        {
            unread |= scan.Unsupported is not null;
            if (json)
            {
                Console.Out.WriteLine(Line(key, scan));
            }
            else
            {
                rows.Add(scan);
            }
        }

        if (!json)
        {
            Console.Out.WriteLine($"{key.Path} ({key.ClassName})");
            Listing.Write(rows, json: false,
            [
                new("  NAME", row => $"  {row.Name}"), new("TYPE", row => row.Type), new("N", row => row.Count), new("SUM", row => row.Sum),
                new("FIRST", row => Short(row.First)), new("LAST", row => Short(row.Last)), new("NOTE", row => row.Unsupported),
            ]);
        }

        return unread;
    }

    /// <summary>NaN and Infinity stand as bare words, as in shared/data/expected.json and in Python.</summary>
    private static string Line(RootKey key, ColumnScan scan)
    {
        string text = $"{{\"object\": {Quoted(key.Path)}, \"name\": {Quoted(scan.Name)}, \"type\": {Quoted(scan.Type)}";
        if (scan.Unsupported is string reason)
        {
            return $"{text}, \"error\": {Quoted(reason)}}}";
        }

        text += scan.Count is long count ? string.Create(CultureInfo.InvariantCulture, $", \"n\": {count}") : "";
        text += scan.Sum is double sum ? $", \"sum\": {Number(sum)}" : "";
        return $"{text}, \"first\": {Cut(scan.First)}, \"last\": {Cut(scan.Last)}}}";
    }

    private static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Cut(string? value) => value is null ? "null" : value.Length > LongestValue ? Quoted(value[..LongestValue] + "…") : value;

    private static string Short(string? value) => value is null || value.Length <= 24 ? value ?? "" : value[..23] + "…";

    private static string Quoted(string text) => JsonSerializer.Serialize(text, s_relaxed);
}
