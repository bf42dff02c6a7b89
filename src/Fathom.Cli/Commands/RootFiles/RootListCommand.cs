using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Root;

namespace Fathom.Cli.Commands.RootFiles;

internal static class RootListCommand
{
    public static Command Create()
    {
        Argument<string> file = RootCommandGroup.File();
        Option<bool> json = SharedOptions.Json();
        Option<bool> recover = RootCommandGroup.Recover();
        var command = new Command("ls", SharedOptions.Described("Lists the objects of a file, those in its folders too.", "fathom root ls data.root")) { file, recover, json };
        command.SetAction(parse =>
        {
            using RootFileReader reader = RootCommandGroup.Open(parse.GetValue(file)!, parse.GetValue(recover));
            var rows = reader.Top.AllKeys()
                .Select(key => new { Name = key.Path, Class = key.ClassName, key.Title, key.Cycle, Bytes = key.Length, key.StoredLength, key.Position }).ToList();
            if (parse.GetValue(json))
            {
                rows.ForEach(row => Console.Out.WriteLine(OutputJson.Line(row)));
                return ExitCode.Ok;
            }

            Listing.Write(rows, json: false, [new("NAME", row => row.Name), new("CLASS", row => row.Class), new("BYTES", row => row.Bytes), new("STORED", row => row.StoredLength), new("TITLE", row => row.Title)]);
            return ExitCode.Ok;
        });
        return command;
    }
}
