using System.CommandLine;
using Fathom.Catalog.DataSources;
using Fathom.Cli.Imports;
using Fathom.Cli.Workspaces;

namespace Fathom.Cli.Commands;

internal static class DataFetchCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var source = new Argument<string>("SOURCE") { Description = "Name of a data source; 'fathom data sources' lists them." };
        var file = new Argument<string>("FILE") { Description = "One of its files: hits of a telescope event." };
        Option<string[]> mirror = Mirror();
        var command = new Command("fetch", SharedOptions.Described("Takes a file of a public data source (from a mirror or its origin, its SHA-256 verified) into the catalogue.", "fathom data fetch km3-230213a KM3-230213A_allhits.json.gz"))
        {
            source, file, mirror, workspace,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            using ImportLock one = ImportLock.Take(session.Folders);
            DataSourceResult result = FetchSource.Find(session.Folders, parse.GetValue(source)!, parse.GetValue(file)!, parse.GetValue(mirror) ?? []);
            if (result is DataSourceResult.Unavailable missing)
            {
                throw new CommandException(ExitCode.Unavailable, missing.Reason);
            }

            Console.WriteLine(await ImportTelescopeHits.RunAsync(session, ((DataSourceResult.Found)result).Path, cancellation));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The option that names mirror folders.</summary>
    internal static Option<string[]> Mirror() => new("--mirror")
    {
        Description = "Folder with copies of the registry's data sources.",
        HelpName = "DIR",
    };
}
