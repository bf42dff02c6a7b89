namespace Fathom.Storage.Folder;

/// <summary>
/// Syncs of folders that many files have above them: whoever asks while a sync of the folder runs shares the next one, which
/// begins after all of them asked. A thousand files that become durable at once cost a few syncs of their common folders.
/// </summary>
/// <param name="sync">fsync of a folder.</param>
internal sealed class SharedSyncs(Action<FolderHandle> sync)
{
    private readonly Lock gate = new();
    private readonly Dictionary<FolderId, Round> last = [];

    /// <summary>Completes when syncs of these folders, one after the other, that began after this call are done.</summary>
    /// <param name="folders">A folder, then those above it that are synced after it; shared by whoever asks with the same first one.</param>
    /// <exception cref="UnixException">A sync failed, for everyone who shared it.</exception>
    public Task SyncAsync(IReadOnlyList<FolderHandle> folders)
    {
        var id = folders[0].Id;
        Round? before;
        Round own;
        lock (gate)
        {
            if (last.TryGetValue(id, out before) && !before.HasBegun)
            {
                return before.Done.Task;
            }
            last[id] = own = new Round();
        }
        return LeadAsync(id, folders, before, own);
    }

    private async Task LeadAsync(FolderId id, IReadOnlyList<FolderHandle> folders, Round? before, Round own)
    {
        if (before is not null)
        {
            // Its failure is theirs who shared it; ours will tell by itself.
            await before.Done.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        lock (gate)
        {
            own.HasBegun = true;
        }
        try
        {
            foreach (var folder in folders)
            {
                sync(folder);
            }
            own.Done.SetResult();
        }
        catch (UnixException failure)
        {
            own.Done.SetException(failure);
        }
        finally
        {
            Forget(id, own);
        }
        await own.Done.Task;
    }

    private void Forget(FolderId id, Round round)
    {
        lock (gate)
        {
            if (last.TryGetValue(id, out var present) && present == round)
            {
                last.Remove(id);
            }
        }
    }

    private sealed class Round
    {
        // Those who shared it go on elsewhere: the leader has its own way to go.
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasBegun { get; set; }
    }
}
