using System.CommandLine;
using Fathom.Catalog.DataSources;
using Fathom.Cli.Imports;
using Fathom.Database;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Cli.Commands.Releases;

/// <summary>Makes releases of public data; where data cannot be had, it says so and goes on.</summary>
internal static class ReleaseExamplesCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Which; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var publish = new Option<bool>("--publish") { Description = "Publish them at once." };
        Option<string[]> mirror = DataFetchCommand.Mirror();
        Option<string> workspace = SharedOptions.Workspace();
        Option<string> reason = SharedOptions.Why();
        var command = new Command("examples", SharedOptions.Described(
            "Makes releases of the public data sources: IceCube's events, KM3-230213A, gamma-cat, responses of KM3NeT. What is there already stays. Data that cannot be had are named and skipped: then the exit code is 1, or 69 where none can be had.", "fathom release examples --publish"))
        { names, publish, mirror, reason, workspace };
        command.SetAction(async (parse, stop) =>
        {
            string root = parse.GetValue(workspace)!;
            ReleaseShelf shelf = ReleaseCommand.Shelf(root);
            var making = new Making(shelf, new WorkspaceFolders(root), parse.GetValue(mirror) ?? [], parse.GetValue(publish), new ReleaseLog(root, parse.GetValue(reason)!));
            bool[] done = [];
            foreach (ReleaseExample example in Chosen(parse.GetValue(names) ?? []))
            {
                done = [.. done, await making.MakeAsync(example, stop)];
            }

            return done.All(made => made) ? ExitCode.Ok : done.Any(made => made) ? ExitCode.NotWell : ExitCode.Unavailable;
        });
        return command;
    }

    private static IReadOnlyList<ReleaseExample> Chosen(string[] names)
    {
        string? unknown = names.FirstOrDefault(name => ReleaseExample.All.All(example => example.Name != name));
        return unknown is not null
            ? throw new CommandException(ExitCode.NotFound, $"There is no example '{unknown}': {string.Join(", ", ReleaseExample.All.Select(example => example.Name))}.")
            : [.. ReleaseExample.All.Where(example => names.Length == 0 || names.Contains(example.Name))];
    }

    private sealed record Making(ReleaseShelf Shelf, WorkspaceFolders Folders, IReadOnlyList<string> Mirrors, bool Publishes, ReleaseLog Log)
    {
        public async Task<bool> MakeAsync(ReleaseExample example, CancellationToken stop)
        {
            ReleaseDescription release = example.Describe();
            ReleaseEntry? entry = Shelf.Find(release.Name, release.Version);
            if (entry is null)
            {
                (Dictionary<string, string>? files, string? reason) = Find(example, release);
                if (files is null)
                {
                    Console.Error.WriteLine($"{example.Name} is skipped, the rest goes on: {reason}");
                    return false;
                }

                entry = await new ReleaseDraft(Shelf, Log).MakeAsync(release, [.. example.From.Select(name => files[name])], files.GetValueOrDefault, stop);
            }
            else
            {
                Console.WriteLine($"{entry.Name} {entry.Version} is there already ({entry.State})");
            }

            return entry is not null && (!Publishes || entry.State == ReleaseState.Withdrawn || await ReleaseCommand.PublishAsync(Shelf, entry, Log, stop));
        }

        private (Dictionary<string, string>? Files, string? Reason) Find(ReleaseExample example, ReleaseDescription release)
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string name in example.From.Concat(release.Files.Select(file => file.Name)).Concat(release.Responses.Select(response => response.File)).Distinct())
            {
                switch (FetchSource.Find(Folders, example.Source, name, Mirrors))
                {
                    case DataSourceResult.Found file:
                        found[name] = file.Path;
                        break;
                    case DataSourceResult.Unavailable missing:
                        return (null, missing.Reason);
                    default:
                        break;
                }
            }

            return (found, null);
        }
    }
}
