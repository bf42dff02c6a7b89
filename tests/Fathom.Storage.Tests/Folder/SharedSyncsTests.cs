using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Storage.Tests.Folder;

public sealed class SharedSyncsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task All_who_ask_while_a_sync_runs_share_one_that_begins_after_it()
    {
        using var running = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var begun = 0;
        var syncs = new SharedSyncs(_ =>
        {
            if (Interlocked.Increment(ref begun) == 1)
            {
                running.Set();
                mayEnd.Wait();
            }
        });
        using var at = Open("a");
        var first = Task.Run(() => syncs.SyncAsync([at]));
        running.Wait();

        Task[] others = [.. Enumerable.Range(0, 20).Select(_ => syncs.SyncAsync([at]))];
        Assert.All(others, other => Assert.False(other.IsCompleted)); // the one that runs may not have seen what they made
        Assert.Equal(1, Volatile.Read(ref begun));
        mayEnd.Set();
        await first;
        await Task.WhenAll(others);
        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task Another_folder_waits_for_nobody()
    {
        using var mayEnd = new ManualResetEventSlim();
        using var running = new ManualResetEventSlim();
        using var slow = Open("slow");
        using var other = Open("other");
        var slowId = slow.Id;
        var syncs = new SharedSyncs(at =>
        {
            if (at.Id == slowId)
            {
                running.Set();
                mayEnd.Wait();
            }
        });
        var first = Task.Run(() => syncs.SyncAsync([slow]));
        running.Wait();
        await syncs.SyncAsync([other]);
        Assert.False(first.IsCompleted);
        mayEnd.Set();
        await first;
    }

    [Fact]
    public async Task A_sync_that_fails_fails_all_who_shared_it_and_the_next_is_tried_by_itself()
    {
        using var mayEnd = new ManualResetEventSlim();
        using var running = new ManualResetEventSlim();
        var count = 0;
        var syncs = new SharedSyncs(_ =>
        {
            switch (Interlocked.Increment(ref count))
            {
                case 1:
                    running.Set();
                    mayEnd.Wait();
                    break;
                case 2:
                    throw new UnixException((UnixError)5, "fsync");
            }
        });
        using var at = Open("a");
        var first = Task.Run(() => syncs.SyncAsync([at]));
        running.Wait();
        Task[] others = [.. Enumerable.Range(0, 3).Select(_ => syncs.SyncAsync([at]))];
        mayEnd.Set();
        await first;
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<UnixException>(() => other);
        }
        await syncs.SyncAsync([at]);
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task A_file_is_durable_only_after_it_its_checksum_and_every_folder_above_it_were_synced_innermost_first()
    {
        var synced = new List<string>();
        var element = new FolderElement("se1", folder["root"])
        {
            SyncFile = file =>
            {
                synced.Add(File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", false)!.Name);
                FolderHandle.Sync(file);
            },
            SyncFolder = at =>
            {
                synced.Add(at.Id == IdOf("root/c/t") ? "t" : at.Id == IdOf("root/c") ? "c" : at.Id == IdOf("root") ? "root" : "?");
                at.Sync();
            },
        };
        await element.CreateAsync("c/t/f", new MemoryStream([1, 2, 3]), default);
        await element.MakeDurableAsync("c/t/f", default);
        Assert.Equal(["f", ".fathom-adler32-f", "t", "c", "root"], synced);

        // A server that ended between writing the checksum and its sync left one that looks as good as any.
        synced.Clear();
        await element.MakeDurableAsync("c/t/f", default);
        Assert.Equal(["f", ".fathom-adler32-f", "t", "c", "root"], synced);
    }

    [Fact]
    public async Task A_file_or_checksum_that_cannot_be_synced_is_not_durable()
    {
        foreach (var victim in new[] { "f", ".fathom-adler32-f" })
        {
            var element = new FolderElement("se1", folder["root"])
            {
                SyncFile = file =>
                {
                    if (File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", false)!.Name == victim)
                    {
                        throw new UnixException((UnixError)5, "fsync");
                    }
                },
            };
            await element.CreateAsync("f", new MemoryStream([1]), default);
            await Assert.ThrowsAsync<StorageDurabilityException>(() => element.MakeDurableAsync("f", default));
            element.Delete("f");
        }
    }

    public void Dispose() => folder.Dispose();

    private FolderHandle Open(string name) => FolderHandle.OpenRoot(Directory.CreateDirectory(folder[name]).FullName);

    private FolderId IdOf(string name)
    {
        using var at = FolderHandle.OpenRoot(folder[name]);
        return at.Id;
    }
}
