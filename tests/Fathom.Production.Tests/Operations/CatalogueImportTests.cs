using Fathom.Production.Operations;
using Fathom.Production.Tests.World;
using Fathom.Storage.Elements;

namespace Fathom.Production.Tests.Operations;

public sealed class CatalogueImportTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_file_whose_fsync_failed_ends_the_server_and_is_not_acknowledged_at_the_second_try()
    {
        var imports = new CatalogueImport(_world.Database, _world.Elements);
        using var stop = new CancellationTokenSource();
        Task watching = imports.WatchAsync(stop.Token);
        await imports.AnnounceAsync(new PathAnnouncement("main", ["raw/2/9.raw"]));
        _world.Main.Write("raw/2/9.raw", [1, 2, 3]);
        var file = new FileImport("raw/RUN.2.009.raw", "RAW", 2, 9, "main", "raw/2/9.raw", 5, "{}");
        _world.Main.Fault = new StorageDurabilityException("main", "raw/2/9.raw", "fsync");
        await Assert.ThrowsAsync<StorageDurabilityException>(() => imports.RegisterFileAsync(file, "user:test", default));
        Assert.Equal("main", (await imports.Fatal).Element);
        await Assert.ThrowsAsync<StorageDurabilityException>(() => watching);

        _world.Main.Fault = null;
        await Assert.ThrowsAsync<StorageDurabilityException>(() => imports.RegisterFileAsync(file, "user:test", default));
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM file WHERE lfn = 'raw/RUN.2.009.raw'"));
        // Another path is as good as ever.
        _world.Main.Write("raw/2/9b.raw", [1, 2, 3]);
        await imports.RegisterFileAsync(file with { Path = "raw/2/9b.raw" }, "user:test", default);
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM file WHERE lfn = 'raw/RUN.2.009.raw'"));
    }
}
