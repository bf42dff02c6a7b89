using System.CommandLine;
using System.Text;
using Fathom.Root;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Cli.Commands.RootFiles;

internal static class RootDumpCommand
{
    /// <summary>Entries that are read at once.</summary>
    private const int Step = 1000;
    private const int OutputBuffer = 1 << 16;

    public static Command Create()
    {
        Argument<string> file = RootCommandGroup.File();
        var name = new Argument<string>("OBJECT") { Description = "Tree or RNTuple, with the folders above it." };
        var columns = new Option<string?>("--columns") { Description = "Branches or fields, separated by commas; those at the top without it.", HelpName = "LIST" };
        var first = new Option<long>("--first") { Description = "First entry.", DefaultValueFactory = _ => 0, HelpName = "N" };
        var count = new Option<long>("--count") { Description = "Entries at most; all without it.", DefaultValueFactory = _ => long.MaxValue, HelpName = "N" };
        var csv = new Option<bool>("--csv") { Description = "Write comma-separated values; lists stand as JSON in quotes." };
        var command = new Command("dump", SharedOptions.Described(
            "Writes entries as lines of JSON.", "fathom root dump data.root E --columns Evt/id,Evt/det_id --count 3")) { file, name, columns, first, count, csv };
        command.SetAction(parse =>
        {
            using RootFileReader reader = RootCommandGroup.Open(parse.GetValue(file)!, recover: false);
            RootKey key = RootCommandGroup.Columnar(reader, parse.GetValue(name))[0];
            Source source = key.ClassName == "ROOT::RNTuple" ? Of(reader.OpenNTuple(key.Path)) : Of(reader.OpenTree(key.Path));
            string[] names = parse.GetValue(columns)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? source.Top;
            long from = Math.Clamp(parse.GetValue(first), 0, source.Entries);
            Write(source, names, from, Math.Clamp(parse.GetValue(count), 0, source.Entries - from), parse.GetValue(csv));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Source Of(TreeReader tree) => new(
        tree.EntryCount,
        [.. tree.Branches.Where(branch => branch.Unsupported is null).Select(branch => branch.Path)],
        name => (tree.Find(name) ?? throw new CommandException(ExitCode.NotFound, $"no branch {name}")).Read);

    private static Source Of(NTupleReader ntuple) => new(
        ntuple.EntryCount, [.. ntuple.Fields.Select(field => field.Name)],
        name => (first, count, reuse) => ntuple.ReadColumn(name, first, count, reuse));

    private static void Write(Source source, string[] names, long first, long count, bool csv)
    {
        RootColumn?[] columns = new RootColumn?[names.Length];
        Reading[] readings = [.. names.Select(name => source.Find(name))];
        using StreamWriter output = new(Console.OpenStandardOutput(), bufferSize: OutputBuffer);
        StringBuilder line = new();
        if (csv)
        {
            output.WriteLine(string.Join(",", names.Select(Csv)));
        }

        for (long at = 0; at < count; at += Step)
        {
            int step = (int)Math.Min(Step, count - at);
            for (int i = 0; i < names.Length; i++)
            {
                columns[i] = readings[i](first + at, step, columns[i]);
            }

            for (int row = 0; row < step; row++)
            {
                line.Clear();
                for (int i = 0; i < names.Length; i++)
                {
                    string value = columns[i]!.ToJson(row);
                    line.Append(i > 0 ? csv ? "," : ", " : csv ? "" : "{").Append(csv ? Csv(value.Trim('"')) : $"\"{names[i]}\": {value}");
                }

                output.WriteLine(csv ? line : line.Append('}'));
            }
        }
    }

    private static string Csv(string value) =>
        value.AsSpan().IndexOfAny(",\"\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private delegate RootColumn Reading(long first, int count, RootColumn? reuse);

    private sealed record Source(long Entries, string[] Top, Func<string, Reading> Find);
}
