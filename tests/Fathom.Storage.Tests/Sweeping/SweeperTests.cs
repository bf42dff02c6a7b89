using Fathom.Storage.Elements;
using Fathom.Storage.Folder;
using Fathom.Storage.Load;
using Fathom.Storage.Sweeping;

namespace Fathom.Storage.Tests.Sweeping;

public sealed class SweeperTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Ledger ledger = new();
    private readonly StorageElements elements = new();

    public SweeperTests() => elements.Set(new FolderElement("se", folder["se"]));

    [Fact]
    public async Task Only_what_the_ledger_names_as_closed_is_deleted_however_old_the_rest_is()
    {
        await Make("job1/1/out", "job1/1/sub/log", "job1/2/out", "job10/1/out");
        File.SetLastWriteTimeUtc(folder["se/job1/2/out"], DateTime.UnixEpoch);
        File.WriteAllText(folder["se/job1/1/.fathom-part-x"], "half");
        ledger.Closed.Add(new ClosedPath("se", "job1/1", []));
        var report = await Sweep();
        Assert.Equal((2, 1), (report.FilesDeleted, report.PathsSwept));
        Assert.Equal(["job1/2/out", "job10/1/out"], elements.Get("se").List("").Select(file => file.Path));
        Assert.False(Directory.Exists(folder["se/job1/1"]));
        Assert.Equal(ledger.Closed, ledger.Swept);
    }

    [Fact]
    public async Task Accepted_files_in_a_closed_path_stay()
    {
        await Make("a/accepted", "a/extra");
        ledger.Closed.Add(new ClosedPath("se", "a", ["a/accepted"]));
        await Sweep();
        Assert.Equal(["a/accepted"], elements.Get("se").List("").Select(file => file.Path));
    }

    [Fact]
    public async Task A_path_whose_element_fails_is_not_marked_and_does_not_stop_the_others()
    {
        await Make("a/x");
        ledger.Closed.AddRange([new("unknown", "a", []), new("se", "../outside", []), new("se", "a", [])]);
        var report = await Sweep();
        Assert.Equal(2, report.Faults.Count);
        Assert.Equal([ledger.Closed[2]], ledger.Swept);
        Assert.Empty(elements.Get("se").List(""));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_stays_for_the_next_round_and_does_not_stop_the_others()
    {
        await Make("a/x");
        elements.Set(new FolderElement("broken", folder["broken"]) { ReadFolder = _ => throw new IOException("Input/output error", 5) });
        elements.Set(new FolderElement("closed", folder["closed"]) { ReadFolder = _ => throw new UnauthorizedAccessException("mode 000") });
        Directory.CreateDirectory(folder["broken/b"]);
        Directory.CreateDirectory(folder["closed/c"]);
        ledger.Closed.AddRange([new("broken", "b", []), new("closed", "c", []), new("se", "a", [])]);
        var report = await Sweep();
        Assert.Equal(2, report.Faults.Count);
        Assert.Equal([ledger.Closed[2]], ledger.Swept);
    }

    [Fact]
    public async Task A_path_whose_deletions_are_not_durable_ends_the_round_and_is_not_marked()
    {
        await Make("a/x");
        elements.Set(new FolderElement("se", folder["se"]) { SyncFolder = _ => throw new UnixException((UnixError)5, "fsync") });
        ledger.Closed.Add(new ClosedPath("se", "a", []));
        await Assert.ThrowsAsync<StorageDurabilityException>(Sweep);
        Assert.Empty(ledger.Swept);
    }

    [Fact]
    public async Task Sweeping_again_does_no_harm()
    {
        ledger.Closed.Add(new ClosedPath("se", "never/was", []));
        await Sweep();
        Assert.Equal(0, (await Sweep()).FilesDeleted);
    }

    public void Dispose() => folder.Dispose();

    private async Task Make(params string[] paths)
    {
        foreach (var path in paths)
        {
            await elements.Get("se").CreateAsync(path, new MemoryStream([1]), default);
            await elements.Get("se").MakeDurableAsync(path, default);
        }
    }

    private Task<SweepReport> Sweep() =>
        new Sweeper(ledger, elements, new StorageLoadGovernor(new()), new(), TimeProvider.System).SweepOnceAsync(default);

    private sealed class Ledger : ISweepLedger
    {
        public List<ClosedPath> Closed { get; } = [];

        public List<ClosedPath> Swept { get; } = [];

        public Task<IReadOnlyList<ClosedPath>> ClosedPathsAsync(int limit, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<ClosedPath>>([.. Closed.Take(limit)]);

        public Task MarkSweptAsync(ClosedPath path, CancellationToken cancellation)
        {
            Swept.Add(path);
            return Task.CompletedTask;
        }
    }
}
