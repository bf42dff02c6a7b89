using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Writing;

namespace Fathom.Catalog.Tests;

/// <summary>A catalogue with one element and five runs.</summary>
internal sealed class CatalogueWorld : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-catalogue-").FullName;

    public CatalogueWorld()
    {
        Database = WorkspaceDatabase.Open(Path.Combine(_folder, "fathom.db"));
        Write(transaction =>
        {
            StorageElementRegistry.Add(transaction, Element);
            for (int run = 1; run <= 5; run++)
            {
                RunRegistrar.Register(transaction, Run(run));
            }

            return 0;
        });
    }

    public WorkspaceDatabase Database { get; }

    public static StorageElementEntry Element { get; } = new("main", "folder", "storage/main", "here", null);

    public static RunRecord Run(int number) => new(number, "juno-like", "2026-01-01T00:00:00Z", 10, 1000 * number, 10, 3, RunQuality.Good, "");

    public T Write<T>(Func<WriteTransaction, T> work) => Database.WriteAsync(work).GetAwaiter().GetResult();

    public long Add(string lfn, string tier = "RAW", int run = 1, params long[] parents) => Write(transaction => FileRegistrar.Register(
        transaction, new NewFile(lfn, tier, run, 1, 10, "00000001", 5, """{"livetimeNs":7}""", parents, null), "main", "p/" + lfn, "server"));

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
