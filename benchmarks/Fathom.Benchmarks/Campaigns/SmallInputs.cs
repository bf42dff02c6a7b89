using System.Text;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Storage.Checksums;
using Fathom.Storage.Folder;

namespace Fathom.Benchmarks.Campaigns;

/// <summary>Fills a workspace that no server holds with small real input files: runs, a good run list, files with one replica.</summary>
internal static class SmallInputs
{
    /// <summary>The good run list that holds every run.</summary>
    public const string GoodRunList = "all";

    private const int SectionsOfARun = 1000, Batch = 2000, AtOnce = 96;

    /// <summary>Writes and registers the files at element <paramref name="element"/>, whose folder is <paramref name="root"/>.</summary>
    public static async Task AddAsync(WorkspaceDatabase database, string element, string root, int count)
    {
        var folder = new FolderElement(element, root);
        int runs = (count + SectionsOfARun - 1) / SectionsOfARun;
        await database.WriteAsync(transaction =>
        {
            for (int run = 1; run <= runs; run++)
            {
                RunRegistrar.Register(transaction, new RunRecord(
                    run, "none", "2026-01-01T00:00:00Z", Math.Min(SectionsOfARun, count - ((run - 1) * SectionsOfARun)), 1_000_000_000, 0, 0, RunQuality.Good, ""));
            }

            GoodRunLists.Add(transaction, GoodRunList, $"{string.Join('\n', Enumerable.Range(1, runs))}\n");
        });
        for (int first = 0; first < count; first += Batch)
        {
            NewInput[] inputs = [.. Enumerable.Range(first, Math.Min(Batch, count - first)).Select(Input)];
            await Parallel.ForEachAsync(inputs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (input, cancellation) =>
            {
                await folder.CreateAsync(input.Path, new MemoryStream(input.Bytes), cancellation);
                await folder.MakeDurableAsync(input.Path, cancellation);
            });
            await database.WriteAsync(transaction =>
            {
                foreach (NewInput input in inputs)
                {
                    FileRegistrar.Register(transaction, input.File, element, input.Path, "user:bench");
                }
            });
        }
    }

    private static NewInput Input(int number)
    {
        (int run, int section) = ((number / SectionsOfARun) + 1, number % SectionsOfARun);
        byte[] bytes = Encoding.UTF8.GetBytes($"input {number}\n");
        string name = FormattableString.Invariant($"RUN.{run}.{section:D4}.raw");
        string adler = Adler32.Format(Adler32.Of(bytes));
        return new NewInput(
            new NewFile($"/bench/{name}", FileTiers.Raw, run, section, bytes.Length, adler, 1, "{}", [], null),
            FormattableString.Invariant($"bench/{run}/{name}"),
            bytes);
    }

    private sealed record NewInput(NewFile File, string Path, byte[] Bytes);
}
