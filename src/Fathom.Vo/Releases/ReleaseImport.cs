using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Releases;

/// <summary>Makes a release's table from files.</summary>
public static class ReleaseImport
{
    /// <summary>Opens files as the rows of a release.</summary>
    /// <param name="paths">The files, in the order of their rows; as <see cref="ReleaseSources"/> opens them.</param>
    /// <param name="release">What the columns mean.</param>
    /// <param name="limits">What a file may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The columns of the files and the description do not fit.</exception>
    public static async Task<DescribedRows> OpenAsync(IReadOnlyList<string> paths, ReleaseDescription release, TableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var sources = new List<IRowSource>();
        try
        {
            foreach (var path in paths)
            {
                sources.Add(ReleaseSources.Open(path, limits));
            }

            return new DescribedRows(sources, release);
        }
        catch
        {
            foreach (var source in sources)
            {
                await source.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Checks a release and, where nothing forbids it, writes its table.</summary>
    /// <param name="paths">The files, in the order of their rows.</param>
    /// <param name="release">What it is.</param>
    /// <param name="target">The table's file; it must not be there yet.</param>
    /// <param name="stop">Stops the writing; no file is left.</param>
    /// <returns>What is missing or wrong, and the number of rows; null where an error forbade the writing.</returns>
    public static async Task<(IReadOnlyList<ReleaseProblem> Problems, long? Rows)> WriteAsync(
        IReadOnlyList<string> paths, ReleaseDescription release, string target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(release);
        await using var rows = await OpenAsync(paths, release);
        var problems = ReleaseCheck.Check(release, rows.Columns);
        return problems.Any(problem => problem.IsError) ? (problems, null)
            : (problems, await ReleaseWriter.WriteAsync(target, release.Schema ?? release.Name, release.Table, rows, release, stop: stop));
    }
}
