using System.CommandLine;
using Fathom.Cli.Imports;
using Fathom.Cli.Workspaces;
using Fathom.Detector.Description;

namespace Fathom.Cli.Commands;

internal static class DataAddCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var file = new Argument<string>("FILE") { Description = "A RAW file under the detector's name, hits of a telescope event (.json.gz), or a KM3NeT file (.root)." };
        var command = new Command("add", SharedOptions.Described("Copies a file into the primary storage element and registers it.", "fathom data add RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.001_F0.1.raw")) { file, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            string source = parse.GetValue(file)!;
            if (!File.Exists(source))
            {
                throw new CommandException(ExitCode.NotFound, $"{source}: there is no such file.");
            }

            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            using ImportLock one = ImportLock.Take(session.Folders);
            string lfn = source.EndsWith(".json.gz", StringComparison.Ordinal) || source.EndsWith(".root", StringComparison.Ordinal)
                ? await ImportTelescopeHits.RunAsync(session, source, cancellation)
                : await ImportRawFile.RunAsync(session, source, DetectorDescription.Load(session.Layout.DetectorDescription).Name, cancellation);
            Console.WriteLine(lfn);
            return ExitCode.Ok;
        });
        return command;
    }
}
