using Fathom.Vo.Releases;

namespace Fathom.Vo.Publishing;

/// <summary>What was found out on a version of a release that lies on the shelf.</summary>
/// <param name="Rows">Rows of its table.</param>
/// <param name="Problems">What is missing or wrong.</param>
public sealed record ReleaseInspection(long Rows, IReadOnlyList<ReleaseProblem> Problems)
{
    /// <summary>True where it must not be published.</summary>
    public bool Forbids => Problems.Any(problem => problem.IsError);

    /// <summary>Reads every byte of the table and of the files that go with it, and checks the description.</summary>
    /// <exception cref="ReleaseFileException">The table is damaged.</exception>
    public static async Task<ReleaseInspection> OfAsync(ReleaseShelf shelf, ReleaseEntry entry, CancellationToken stop)
    {
        using var table = ReleaseTable.Open(entry.Path);
        table.Verify(stop);
        ReleaseDescription release = table.Release ?? new ReleaseDescription();
        List<ReleaseProblem> problems = [.. ReleaseCheck.Check(release, table.Description.Columns)];
        foreach (ReleaseFile file in release.Files)
        {
            if (await shelf.Files.ProblemAsync(file, stop) is { } wrong)
            {
                problems.Add(new ReleaseProblem(true, $"file {file.Name}", wrong));
            }
        }

        return new ReleaseInspection(table.Rows, problems);
    }
}
