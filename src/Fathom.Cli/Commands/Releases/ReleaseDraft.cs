using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Cli.Commands.Releases;

/// <summary>Makes drafts of releases.</summary>
/// <param name="shelf">Where they go.</param>
/// <param name="log">Where each is written down.</param>
internal sealed class ReleaseDraft(ReleaseShelf shelf, ReleaseLog log)
{
    /// <summary>Stores the files that go along, then writes the table; says what is missing or wrong.</summary>
    /// <param name="release">What it is.</param>
    /// <param name="from">Its rows.</param>
    /// <param name="find">Where a file that the description names lies; null: it is not there.</param>
    /// <param name="stop">Stops it; no draft is left.</param>
    /// <returns>The draft; null where an error forbade it.</returns>
    /// <exception cref="CommandException">The version is there already, or a file is not.</exception>
    public async Task<ReleaseEntry?> MakeAsync(ReleaseDescription release, IReadOnlyList<string> from, Func<string, string?> find, CancellationToken stop)
    {
        string place = Place(release);
        ReleaseDescription whole;
        try
        {
            whole = await shelf.Files.AddAsync(release, find, stop);
        }
        catch (FileNotFoundException absent)
        {
            throw new CommandException(ExitCode.NotFound, absent.Message);
        }

        (IReadOnlyList<ReleaseProblem> problems, long? rows) = await ReleaseImport.WriteAsync(from, whole, place, stop);
        ReleaseCommand.Tell(problems);
        if (rows is null)
        {
            return null;
        }

        await log.DraftedAsync(release.Name, release.Version, stop);
        Console.WriteLine($"{release.Name} {release.Version}: {rows} rows{(whole.Files.Count == 0 ? "" : $", {whole.Files.Count} files")}");
        return shelf.Find(release.Name, release.Version);
    }

    /// <summary>Where the file of a draft goes.</summary>
    /// <exception cref="CommandException">The version is there already, or its name cannot be used.</exception>
    public string Place(ReleaseDescription release)
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
