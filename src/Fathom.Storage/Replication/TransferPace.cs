using Fathom.Storage.Load;

namespace Fathom.Storage.Replication;

/// <summary>What a transfer was granted at both ends; disposed, it is free again.</summary>
internal sealed class TransferPace : IDisposable
{
    private readonly StorageBandwidth _storage;
    private readonly StorageGrant _read;
    private readonly StorageGrant _write;

    private TransferPace(StorageBandwidth storage, StorageGrant read, StorageGrant write) => (_storage, _read, _write) = (storage, read, write);

    /// <summary>The slower of both ends [byte/s]; infinite where neither has a ceiling.</summary>
    public double BytesPerSecond => Math.Min(_read.BytesPerSecond, _write.BytesPerSecond);

    /// <summary>Waits until both ends can take the transfer.</summary>
    /// <param name="storage">The governor.</param>
    /// <param name="source">Element that is read.</param>
    /// <param name="destination">Element that is written.</param>
    /// <param name="least">Slowest pace that is of use [byte/s].</param>
    /// <param name="most">Fastest [byte/s].</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<TransferPace> TakeAsync(
        StorageBandwidth storage, string source, string destination, double least, double most, CancellationToken cancellation)
    {
        // Reads first, always: who holds a write waits for nothing, so nobody waits in a ring.
        StorageGrant read = await storage.TakeAsync(source, StorageFlow.Read, least, most, cancellation);
        try
        {
            return new TransferPace(storage, read, await storage.TakeAsync(destination, StorageFlow.Write, least, most, cancellation));
        }
        catch
        {
            storage.Return(read);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _storage.Return(_read);
        _storage.Return(_write);
    }
}
