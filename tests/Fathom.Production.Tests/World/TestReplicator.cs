using Fathom.Storage.Replication;

namespace Fathom.Production.Tests.World;

/// <summary>Copies as the replicator does.</summary>
internal static class TestReplicator
{
    public static async Task<int> DrainAsync(TestWorkspace world)
    {
        int copied = 0;
        while (await world.Transfers.LeaseTransferAsync("second", CancellationToken.None) is { } transfer)
        {
            Assert.True(await CopyAsync(world, transfer));
            copied++;
        }

        return copied;
    }

    public static async Task<bool> CopyAsync(TestWorkspace world, LeasedTransfer transfer)
    {
        using Stream source = world.Elements.Get(transfer.Sources[0].Element).OpenRead(transfer.Sources[0].Path);
        using var bytes = new MemoryStream();
        await source.CopyToAsync(bytes);
        if (world.Second.Stat(transfer.Path) is null)
        {
            world.Second.Write(transfer.Path, bytes.ToArray());
        }

        var stored = await world.Second.MakeDurableAsync(transfer.Path, CancellationToken.None);
        return await world.Transfers.AcceptTransferAsync(transfer.Fence, stored.Size, stored.Adler32!, CancellationToken.None);
    }
}
