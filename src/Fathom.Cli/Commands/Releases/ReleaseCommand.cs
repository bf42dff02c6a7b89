using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Database;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Cli.Commands.Releases;

/// <summary>Releases: what a workspace publishes.</summary>
internal static class ReleaseCommand
{
    public static Command Create() => new("release", """
        Releases: frozen, versioned tables of events that the server publishes to the Virtual Observatory.

        Examples:
          fathom release create icecube_ps_ic86_2011 --from upgoing_events.txt --from downgoing_events.txt --describe icecube.yaml
          fathom release create made --synthetic 1000000
          fathom release examples --publish
          fathom release check made
          fathom release publish made
          fathom release list
          fathom release withdraw made --reason "a wrong alignment"
          fathom release gadf icecube_ps_ic86_2011 --to ic86
        """)
    { ReleaseCreateCommand.Create(), ReleaseExamplesCommand.Create(), Check(), Publish(), ReleaseWithdrawCommand.Create(), List(), ReleaseGadfCommand.Create(), ReleasePublisherCommand.Create() };

    /// <summary>The releases of a workspace.</summary>
    /// <exception cref="CommandException">There is no workspace.</exception>
    public static ReleaseShelf Shelf(string workspace)
    {
        var folders = new WorkspaceFolders(workspace);
        return folders.Exists ? new ReleaseShelf(folders.Publications)
            : throw new CommandException(ExitCode.NotFound, $"{folders.Root}: there is no workspace here. Make one with 'fathom init'.");
    }

    /// <summary>Tells what is missing or wrong.</summary>
    /// <returns>True where something forbids to publish.</returns>
    public static bool Tell(IReadOnlyList<ReleaseProblem> problems)
    {
        foreach (ReleaseProblem problem in problems)
        {
            Console.Error.WriteLine(TerminalText.Of(problem.ToString()));
        }

        return problems.Any(problem => problem.IsError);
    }

    /// <summary>Makes a version public, where nothing forbids it, and says so.</summary>
    /// <returns>True where it is public now.</returns>
    public static async Task<bool> PublishAsync(ReleaseShelf shelf, ReleaseEntry entry, ReleaseLog log, CancellationToken stop)
    {
        if (entry.State != ReleaseState.Published)
        {
            ReleaseInspection found = await ReleaseInspection.OfAsync(shelf, entry, stop);
            if (Tell(found.Problems))
            {
                return false;
            }

            await log.PublishingAsync(entry.Name, entry.Version, stop);
            shelf.Move(entry, ReleaseState.Published, TimeProvider.System.GetUtcNow());
        }

        Console.WriteLine($"{entry.Name} {entry.Version} is published{(entry.State == ReleaseState.Published ? " already" : "")}");
        return true;
    }

    private static Command Check()
    {
        (Argument<string> name, Option<string?> version, Option<string> workspace) = Named();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("check", SharedOptions.Described("Says what a release lacks before anything is public, and reads every byte of its table and its files.", "fathom release check made"))
        { name, version, workspace, json };
        command.SetAction(async (parse, stop) =>
        {
            ReleaseShelf shelf = Shelf(parse.GetValue(workspace)!);
            ReleaseEntry entry = Find(shelf, parse.GetValue(name)!, parse.GetValue(version));
            ReleaseInspection found = await ReleaseInspection.OfAsync(shelf, entry, stop);
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(found.Problems));
            }
            else
            {
                Tell(found.Problems);
                Console.WriteLine($"{entry.Name} {entry.Version}: {found.Rows} rows, {(found.Forbids ? "cannot be published yet" : "can be published")}");
            }

            return found.Forbids ? ExitCode.NotWell : ExitCode.Ok;
        });
        return command;
    }

    private static Command Publish()
    {
        (Argument<string> name, Option<string?> version, Option<string> workspace) = Named();
        Option<string> reason = SharedOptions.Why();
        var command = new Command("publish", SharedOptions.Described("Makes a release public: a running server serves it within a second. What is published does not change any more.", "fathom release publish made"))
        { name, version, reason, workspace };
        command.SetAction(async (parse, stop) =>
        {
            string root = parse.GetValue(workspace)!;
            ReleaseShelf shelf = Shelf(root);
            ReleaseEntry entry = Find(shelf, parse.GetValue(name)!, parse.GetValue(version));
            return await PublishAsync(shelf, entry, new ReleaseLog(root, parse.GetValue(reason)!), stop) ? ExitCode.Ok : ExitCode.NotWell;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("list", SharedOptions.Described("Lists all versions of all releases.", "fathom release list --json")) { workspace, json };
        command.SetAction(parse =>
        {
            Listing.Write(
                Shelf(parse.GetValue(workspace)!).List(), parse.GetValue(json),
                new("NAME", entry => entry.Name), new("VERSION", entry => entry.Version), new("STATE", entry => entry.State));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A version of a release.</summary>
    /// <exception cref="CommandException">There is none of that name.</exception>
    public static ReleaseEntry Find(ReleaseShelf shelf, string name, string? version) => shelf.Find(name, version)
        ?? throw new CommandException(ExitCode.NotFound, $"There is no release '{name}'{(version is null ? "" : $" {version}")}; 'fathom release list' shows them.");

    /// <summary>What names a version of a release.</summary>
    public static (Argument<string> Name, Option<string?> Version, Option<string> Workspace) Named() =>
        (new Argument<string>("NAME") { Description = "Name of the release." },
            new Option<string?>("--release-version") { Description = "Version; the newest where none is named.", HelpName = "V" }, SharedOptions.Workspace());
}
