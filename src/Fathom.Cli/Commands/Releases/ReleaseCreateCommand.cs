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
        var from = new Option<string[]>("--from") { Description = "A table: CSV, TSV, ECSV, VOTable, FITS or JSON; several are put one after another.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var describe = new Option<string?>("--describe") { Description = "What it is and what its columns mean, as YAML.", HelpName = "FILE.yaml" };
        var synthetic = new Option<long?>("--synthetic") { Description = "So many made events, uniform on the sphere, instead of files.", HelpName = "N" };
        Option<string> workspace = SharedOptions.Workspace();
        var command = new Command("create", SharedOptions.Described("Makes a draft; nothing is public yet.", "fathom release create gammacat --from gammacat.ecsv --describe gammacat.yaml"))
        { name, from, describe, synthetic, workspace };
        command.SetAction((parse, stop) =>
        {
            ReleaseShelf shelf = ReleaseCommand.Shelf(parse.GetValue(workspace)!);
            string wanted = parse.GetValue(name)!;
            return (parse.GetValue(synthetic), parse.GetValue(from), parse.GetValue(describe)) switch
            {
                ({ } count, null or [], null) => SyntheticAsync(shelf, wanted, count, stop),
                (null, { Length: > 0 } files, { } description) => FromAsync(shelf, wanted, files, description, stop),
                _ => throw new CommandException(ExitCode.Usage, "Name either files with --from and their --describe, or --synthetic N."),
            };
        });
        return command;
    }

    private static async Task<int> FromAsync(ReleaseShelf shelf, string name, string[] files, string description, CancellationToken stop)
    {
        ReleaseDescription release = ReleaseYaml.ReadFile(description) with { Name = name };
        string place = Place(shelf, release);
        (IReadOnlyList<ReleaseProblem> problems, long? rows) = await ReleaseImport.WriteAsync(files, release, place, stop);
        ReleaseCommand.Tell(problems);
        if (rows is null)
        {
            return ExitCode.NotWell;
        }

        Console.WriteLine($"{name} {release.Version}: {rows} rows; 'fathom release publish {name}' makes it public");
        return ExitCode.Ok;
    }

    private static async Task<int> SyntheticAsync(ReleaseShelf shelf, string name, long count, CancellationToken stop)
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
            Subjects = ["neutrino-astronomy"],
        };
        await using var events = new SyntheticEvents(count, Seed);
        long rows = await ReleaseWriter.WriteAsync(Place(shelf, release), name, release.Table, events, release, stop: stop);
        Console.WriteLine($"{name} {release.Version}: {rows} rows; 'fathom release publish {name}' makes it public");
        return ExitCode.Ok;
    }

    private static string Place(ReleaseShelf shelf, ReleaseDescription release)
    {
        if (shelf.Find(release.Name, release.Version) is { } there)
        {
            throw new CommandException(
                ExitCode.BadData, $"{release.Name} {release.Version} is there already ({there.State}); give the next one another version.");
        }

        try
        {
            return shelf.PlaceFor(release.Name, release.Version);
        }
        catch (ArgumentException refused)
        {
            throw new CommandException(ExitCode.Usage, refused.Message);
        }
    }
}
