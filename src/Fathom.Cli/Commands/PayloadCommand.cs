using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Compute.Releases;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>Releases of payloads: programs with their files, which nodes bring by their hash.</summary>
internal static class PayloadCommand
{
    public static Command Create() => new("payload", "Payloads of campaigns that are not Fathom's own steps.")
    {
        new Command("release", """
            Releases of payloads: a program with its files under a name that keeps its meaning. Campaign files name them.

            Examples:
              fathom payload release add reco-1.2 --from build/reco
              fathom payload release add reco-1.3 --from reco-1.3.tar.gz
              fathom payload release list
              fathom payload release remove reco-1.2 --reason "superseded by 1.3"
            """)
        { Add(), List(), Remove() },
    };

    private static Command Add()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = "Name of the release." };
        Option<string> reason = SharedOptions.Why();
        var from = new Option<string>("--from") { Description = "A folder, or a tar, also compressed by gzip.", HelpName = "FOLDER|TAR", Required = true };
        var command = new Command("add", SharedOptions.Described("Registers a release.", "fathom payload release add reco-1.2 --from build/reco")) { name, from, reason, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            var registry = new ReleaseRegistry(session.Folders);
            bool isNew = registry.Find(parse.GetValue(name)!) is null;
            Release release = registry.Add(parse.GetValue(name)!, Path.GetFullPath(parse.GetValue(from)!), TimeProvider.System);
            if (isNew)
            {
                await session.Operations.RunAsync(new RecordRelease(release.Name, release.Sha256, parse.GetValue(reason)!), cancellation);
            }

            Console.WriteLine($"{release.Name}: {release.Entries} files, {release.Bytes} bytes, SHA-256 {release.Sha256}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Remove()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<string> reason = SharedOptions.Why();
        var name = new Argument<string>("NAME") { Description = "Name of the release." };
        var command = new Command("remove", """
            Removes a release that no campaign needs any more: refused while one that is not archived names it. The name keeps its meaning.

            Example:
              fathom payload release remove reco-1.2 --reason "superseded by 1.3"
            """)
        { name, reason, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            var registry = new ReleaseRegistry(session.Folders);
            Release release = registry.Find(parse.GetValue(name)!)
                ?? throw new CommandException(ExitCode.NotFound, $"There is no release {parse.GetValue(name)}; 'fathom payload release list' shows those that there are.");
            CampaignCommand.MustBeDone(await session.Operations.RunAsync(
                new RemoveRelease(release.Name, release.Sha256, registry.IsShared(release), parse.GetValue(reason)!), cancellation));
            registry.Remove(release);
            Console.WriteLine($"{release.Name}: removed");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("list", SharedOptions.Described("Lists the releases.", "fathom payload release list")) { workspace, json };
        command.SetAction(parse =>
        {
            var registry = new ReleaseRegistry(WorkspaceSession.Existing(parse.GetValue(workspace)!));
            Listing.Write(
                registry.List(), parse.GetValue(json),
                new("NAME", release => release.Name), new("FILES", release => release.Entries), new("BYTES", release => release.Bytes),
                new("ADDED", release => release.AddedUtc.ToString("u")), new("SHA256", release => release.Sha256),
                new("", release => registry.ArchiveOf(release.Sha256) is null ? "its archive is missing" : ""));
            return ExitCode.Ok;
        });
        return command;
    }
}
