using Fathom.Storage.Elements;
using Fathom.Storage.Folder;
using Fathom.Storage.Load;
using Fathom.Storage.Replication;

namespace Fathom.Storage.Tests.Replication;

public sealed class ReplicatorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder folder = new();
    private readonly MemoryTransferLedger ledger = new();
    private readonly StorageElements elements = new();
    private readonly StorageBandwidth storage = new();
    private readonly FolderElement source;

    public ReplicatorTests()
    {
        source = new FolderElement("source", folder["source"]);
        elements.Set(source);
        elements.Set(new FolderElement("copy", folder["copy"]));
    }

    [Fact]
    public async Task A_queued_file_is_copied_checked_and_accepted()
    {
        var file = await Make("a");
        ledger.Add("a", file.Size, file.Adler32!, "copy", new TransferSource("source", "a"));
        await Replicate();
        Assert.Equal(("Done", 1), (ledger["a"].State, ledger["a"].Attempts));
        Assert.Equal(file with { Path = "a.1" }, elements.Get("copy").Stat("a.1"));
    }

    [Fact]
    public async Task Copies_wait_until_the_ceilings_of_both_ends_leave_room_and_hold_nothing_after_their_end()
    {
        storage.Declare("source", new ElementCeiling(ReadStreams: 2));
        storage.Declare("copy", new ElementCeiling(WriteBytesPerSecond: 1e6));
        StorageGrant job = storage.TryTake("source", StorageFlow.Read, 1, 1)!.Value; // a job reads all the while
        var watched = new WatchedElement("source", source);
        elements.Set(watched);
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            var file = await Make(name);
            ledger.Add(name, file.Size, file.Adler32!, "copy", new TransferSource("source", name));
        }
        await Replicate();
        Assert.All(new[] { "a", "b", "c", "d", "e" }, name => Assert.Equal("Done", ledger[name].State));
        Assert.Equal(1, watched.MostOpen);
        storage.Return(job);
        Assert.Equal((0, 0), (storage.Load("source").Grants, storage.Load("copy", StorageFlow.Write).Grants));
    }

    [Fact]
    public async Task A_damaged_replica_is_passed_over_for_a_good_one()
    {
        var file = await Make("a");
        File.WriteAllBytes(folder["source/b"], new byte[file.Size]);
        File.WriteAllBytes(folder["source/long"], new byte[file.Size + 1]);
        ledger.Add(
            "a", file.Size, file.Adler32!, "copy",
            new TransferSource("source", "b"), new("source", "long"), new("source", "gone"), new("nowhere", "a"), new("source", "a"));
        await Replicate();
        Assert.Equal(("Done", 1), (ledger["a"].State, ledger["a"].Attempts));
        Assert.Equal(file.Adler32, await elements.Get("copy").ChecksumAsync("a.1", default));
    }

    [Fact]
    public async Task Wrong_bytes_are_retried_and_then_failed_with_the_cause_and_never_get_a_name()
    {
        await Make("a");
        ledger.Add("a", 1000, "0badf00d", "copy", new TransferSource("source", "a"));
        await Replicate();
        Assert.Equal(("Failed", 3, "ReplicaDamaged"), (ledger["a"].State, ledger["a"].Attempts, ledger["a"].Cause));
        Assert.Contains("source:a", ledger["a"].Detail, StringComparison.Ordinal);
        Assert.Empty(elements.Get("copy").List(""));
    }

    [Fact]
    public async Task A_bad_element_holds_up_nobody_else()
    {
        elements.Set(new BrokenElement("bad", hang: false));
        elements.Set(new BrokenElement("stuck", hang: true));
        for (var i = 0; i < 5; i++)
        {
            var file = await Make($"f{i}");
            ledger.Add($"bad{i}", file.Size, file.Adler32!, "bad", new TransferSource("source", $"f{i}"));
            ledger.Add($"stuck{i}", file.Size, file.Adler32!, "stuck", new TransferSource("source", $"f{i}"));
            ledger.Add($"good{i}", file.Size, file.Adler32!, "copy", new TransferSource("source", $"f{i}"));
        }
        await Replicate();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("Done", ledger[$"good{i}"].State);
            Assert.Equal(("Failed", "StorageFull"), (ledger[$"bad{i}"].State, ledger[$"bad{i}"].Cause));
            Assert.Contains(ledger[$"stuck{i}"].State, (string[])["Queued", "Copying"]);
        }
    }

    [Fact]
    public async Task A_transfer_outlasts_an_element_that_is_away_longer_than_one_whose_bytes_are_wrong()
    {
        var file = await Make("a");
        elements.Set(new FolderElement("away", folder["unmounted"], make: false));
        ledger.Add("to", file.Size, file.Adler32!, "away", new TransferSource("source", "a"));
        ledger.Add("from", file.Size, file.Adler32!, "copy", new TransferSource("away", "a"));
        await Replicate(attemptsAtElement: 4);
        Assert.Equal(("Failed", 4, "StorageAway"), (ledger["to"].State, ledger["to"].Attempts, ledger["to"].Cause));
        Assert.Equal(("Failed", 4, "StorageAway"), (ledger["from"].State, ledger["from"].Attempts, ledger["from"].Cause));
        var shipped = new ReplicationOptions();
        Assert.InRange(Enumerable.Range(1, shipped.AttemptsAtElement - 1).Sum(failures => shipped.WaitAfter(failures).TotalHours), 20, 28);
    }

    [Fact]
    public async Task A_copy_that_never_ends_is_given_up_with_its_cause()
    {
        elements.Set(new BrokenElement("hangs", hang: true));
        var file = await Make("a");
        ledger.Add("a", file.Size, file.Adler32!, "hangs", new TransferSource("source", "a"));
        await Replicate(TimeSpan.FromMilliseconds(20));
        Assert.Equal(("Failed", 3, "CopyTimedOut"), (ledger["a"].State, ledger["a"].Attempts, ledger["a"].Cause));
    }

    [Fact]
    public async Task A_copy_whose_fsync_failed_fails_its_attempt_and_the_next_is_made_durable_at_another_path()
    {
        var element = new UndurableElement("once", new FolderElement("once", folder["once"]));
        elements.Set(element);
        var file = await Make("a");
        ledger.Add("a", file.Size, file.Adler32!, "once", new TransferSource("source", "a"), new TransferSource("source", "a"));
        await Replicate();
        Assert.Equal(("Done", 2), (ledger["a"].State, ledger["a"].Attempts));
        Assert.Equal(["a.1", "a.2"], element.Synced);
    }

    [Fact]
    public async Task Attempts_lost_with_the_server_do_not_use_up_the_tries_of_a_transfer()
    {
        await Make("a");
        ledger.Add("a", 1000, "0badf00d", "copy", new TransferSource("source", "a"));
        ledger.LoseBefore("a", 10);
        await Replicate();
        Assert.Equal(("Failed", 13), (ledger["a"].State, ledger["a"].Attempts));
    }

    [Fact]
    public void The_wait_doubles_up_to_its_limit()
    {
        var options = new ReplicationOptions();
        Assert.Equal([0, 1, 2, 4, 8, 300, 300], new[] { 0, 1, 2, 3, 4, 12, 5000 }.Select(failures => options.WaitAfter(failures).TotalSeconds));
    }

    public void Dispose() => folder.Dispose();

    private async Task<StoredFile> Make(string name)
    {
        await source.CreateAsync(name, new MemoryStream(Enumerable.Range(0, 1000).Select(i => (byte)(i * name.Length)).ToArray()), default);
        return await source.MakeDurableAsync(name, default);
    }

    private async Task Replicate(TimeSpan? copyTimeout = null, int attemptsAtElement = 3)
    {
        using var stop = new CancellationTokenSource();
        var options = new ReplicationOptions
        {
            Attempts = 3,
            AttemptsAtElement = attemptsAtElement,
            FirstWait = TimeSpan.FromMilliseconds(2),
            Poll = TimeSpan.FromMilliseconds(5),
            CopyTimeout = copyTimeout ?? TimeSpan.FromMinutes(1),
        };
        var governor = new StorageLoadGovernor(new StorageLoadOptions { Reads = 20 });
        var running = new Replicator(ledger, elements, governor, storage, options, TimeProvider.System).RunAsync(stop.Token);
        await await Task.WhenAny(ledger.Settled.WaitAsync(Patience), running);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Counts how many read from it at a time.</summary>
    private sealed class WatchedElement(string name, FolderElement inner) : IStorageElement
    {
        private int open;

        public string Name => name;

        public int MostOpen { get; private set; }

        public Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation) => inner.CreateAsync(path, content, cancellation);

        public Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation) => inner.MakeDurableAsync(path, cancellation);

        public StoredFile? Stat(string path) => inner.Stat(path);

        public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => inner.ChecksumAsync(path, cancellation);

        public Stream OpenRead(string path)
        {
            MostOpen = Math.Max(MostOpen, Interlocked.Increment(ref open));
            using Stream bytes = inner.OpenRead(path);
            var copy = new ClosingStream(() => Interlocked.Decrement(ref open));
            bytes.CopyTo(copy);
            copy.Position = 0;
            return copy;
        }

        public bool Delete(string path) => inner.Delete(path);

        public void Tidy(string folder) => inner.Tidy(folder);

        public IEnumerable<StoredFile> List(string folder) => inner.List(folder);
    }

    private sealed class ClosingStream(Action closed) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            closed();
            base.Dispose(disposing);
        }
    }

    /// <summary>An element whose first fsync fails, as Linux does it: the second one of the same bytes would succeed.</summary>
    private sealed class UndurableElement(string name, FolderElement inner) : IStorageElement
    {
        public string Name => name;

        public List<string> Synced { get; } = [];

        public Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation) => inner.CreateAsync(path, content, cancellation);

        public Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation)
        {
            Synced.Add(path);
            return Synced.Count == 1 ? throw new StorageDurabilityException(name, path, "fsync") : inner.MakeDurableAsync(path, cancellation);
        }

        public StoredFile? Stat(string path) => inner.Stat(path);

        public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => inner.ChecksumAsync(path, cancellation);

        public Stream OpenRead(string path) => inner.OpenRead(path);

        public bool Delete(string path) => inner.Delete(path);

        public void Tidy(string folder) => inner.Tidy(folder);

        public IEnumerable<StoredFile> List(string folder) => inner.List(folder);
    }

    /// <summary>An element that is full, or never answers.</summary>
    private sealed class BrokenElement(string name, bool hang) : IStorageElement
    {
        public string Name => name;

        public async Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation)
        {
            await Task.Delay(hang ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation);
            throw new StorageFullException(name, path);
        }

        public Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation) => throw new NotSupportedException();

        public StoredFile? Stat(string path) => throw new NotSupportedException();

        public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => throw new NotSupportedException();

        public Stream OpenRead(string path) => throw new NotSupportedException();

        public bool Delete(string path) => throw new NotSupportedException();

        public void Tidy(string folder) => throw new NotSupportedException();

        public IEnumerable<StoredFile> List(string folder) => throw new NotSupportedException();
    }
}
