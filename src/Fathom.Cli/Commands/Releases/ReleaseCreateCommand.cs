using System.CommandLine;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Cli.Commands.Releases;

/// <summary>Makes a draft of a release from files, or of made events.</summary>
internal static class ReleaseCreateCommand
{
    private const int Seed = 20260101;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the release: lower-case letters, digits and _." };
        var from = new Option<string[]>("--from") { Description = "A table (CSV, TSV, ECSV, VOTable, FITS, JSON), a VOEvent, a ROOT file or FILE#TREE of one; several are put one after another. Or one dataset query: 'tier = TelescopeReduced and campaign = C'.", HelpName = "FILE|QUERY", AllowMultipleArgumentsPerToken = true };
        var describe = new Option<string?>("--describe") { Description = "What it is and what its columns mean, as YAML.", HelpName = "FILE.yaml" };
        var synthetic = new Option<long?>("--synthetic") { Description = "So many made events, uniform on the sphere, instead of files.", HelpName = "N" };
        Option<string> workspace = SharedOptions.Workspace();
        Option<string> reason = SharedOptions.Why();
        var command = new Command("create", SharedOptions.Described("Makes a draft; nothing is public yet.", "fathom release create gammacat --from gammacat.ecsv --describe gammacat.yaml"))
        { name, from, describe, synthetic, reason, workspace };
        command.SetAction((parse, stop) =>
        {
            string root = parse.GetValue(workspace)!;
            ReleaseShelf shelf = ReleaseCommand.Shelf(root);
            string wanted = parse.GetValue(name)!;
            var log = new ReleaseLog(root, parse.GetValue(reason)!);
            return (parse.GetValue(synthetic), parse.GetValue(from), parse.GetValue(describe)) switch
            {
                ({ } count, null or [], null) => SyntheticAsync(shelf, log, wanted, count, stop),
                (null, { Length: > 0 } sources, { } description) => FromAsync(root, log, wanted, sources, description, stop),
                _ => throw new CommandException(ExitCode.Usage, "Name either files with --from and their --describe, or --synthetic N."),
            };
        });
        return command;
    }

    private static async Task<int> FromAsync(string workspace, ReleaseLog log, string name, string[] from, string description, CancellationToken stop)
    {
        ReleaseShelf shelf = ReleaseCommand.Shelf(workspace);
        ReleaseDescription release = ReleaseYaml.ReadFile(description) with { Name = name };
        using ReleaseDataset? dataset = from is [{ } query] && ReleaseDataset.IsQuery(query) ? await ReleaseDataset.OpenAsync(workspace, query, stop) : null;
        string[] folders = [Path.GetDirectoryName(Path.GetFullPath(description))!, .. from.Where(File.Exists).Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!)];
        string? Beside(string file) => folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        if (await new ReleaseDraft(shelf, log).MakeAsync(dataset?.Complete(release) ?? release, dataset?.Paths ?? from, Beside, stop) is null)
        {
            return ExitCode.NotWell;
        }

        Console.WriteLine($"'fathom release publish {name}' makes it public");
        return ExitCode.Ok;
    }

    private static async Task<int> SyntheticAsync(ReleaseShelf shelf, ReleaseLog log, string name, long count, CancellationToken stop)
    {
        var release = new ReleaseDescription
        {
            Name = name,
            Version = "1.0",
            Table = "main",
            Title = $"{count} made events, uniform on the sphere",
            Authors = ["Fathom"],
            Abstract = "Events drawn at random, to measure and to try with. They are no measurement.",
            Licence = "CC0-1.0",
            Kind = ReleaseKind.MadeEvents,
            Subjects = ["neutrino-astronomy"],
        };
        await using var events = new SyntheticEvents(count, Seed);
        long rows = await ReleaseWriter.WriteAsync(new ReleaseDraft(shelf, log).Place(release), name, release.Table, events, release, stop: stop);
        await log.DraftedAsync(name, release.Version, stop);
        Console.WriteLine($"{name} {release.Version}: {rows} rows; 'fathom release publish {name}' makes it public");
        return ExitCode.Ok;
    }
}
