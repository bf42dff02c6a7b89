using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Root;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Cli.Commands.RootFiles;

internal static class RootShowCommand
{
    public static Command Create()
    {
        Argument<string> file = RootCommandGroup.File();
        Argument<string?> name = RootCommandGroup.Object();
        Option<bool> json = SharedOptions.Json();
        Option<bool> recover = RootCommandGroup.Recover();
        var command = new Command("show", SharedOptions.Described("Shows the branches of trees, the fields of RNTuples, and the members of other objects.", "fathom root show data.root E")) { file, name, recover, json };
        command.SetAction(parse =>
        {
            using RootFileReader reader = RootCommandGroup.Open(parse.GetValue(file)!, parse.GetValue(recover));
            foreach (RootKey key in RootCommandGroup.Columnar(reader, parse.GetValue(name)))
            {
                Show(reader, key, parse.GetValue(json));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(RootFileReader reader, RootKey key, bool json)
    {
        if (!RootCommandGroup.IsColumnar(key))
        {
            Console.Out.WriteLine(reader.ReadObject(key.Path).ToJson());
            return;
        }

        List<Row> rows = [.. Rows(reader, key)];
        if (json)
        {
            rows.ForEach(row => Console.Out.WriteLine(OutputJson.Line(row)));
            return;
        }

        Console.Out.WriteLine($"{key.Path} ({key.ClassName})");
        Listing.Write(rows, json: false, [new("  NAME", row => $"  {row.Name}"), new("TYPE", row => row.Type), new("ENTRIES", row => row.Entries), new("NOTE", row => row.Unsupported)]);
    }

    private static IEnumerable<Row> Rows(RootFileReader reader, RootKey key)
    {
        if (key.ClassName == "ROOT::RNTuple")
        {
            NTupleReader ntuple = reader.OpenNTuple(key.Path);
            return ntuple.FieldPaths.Select(path => new Row(key.Path, path, ntuple.TypeOf(path), ntuple.EntryCount, ntuple.UnsupportedReason(path)));
        }

        TreeReader tree = reader.OpenTree(key.Path);
        return tree.AllBranches().Select(branch => new Row(key.Path, branch.Path, branch.TypeName, branch.EntryCount, branch.Unsupported));
    }

    private sealed record Row(string Object, string Name, string Type, long Entries, string? Unsupported);
}
