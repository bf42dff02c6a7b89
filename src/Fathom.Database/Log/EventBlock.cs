using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Fathom.Database.Log;

/// <summary>The events of one commit (or a part of a large one): a row of <c>event_block</c>.</summary>
/// <param name="FirstSeq">Sequence number of its first event.</param>
/// <param name="LastSeq">Sequence number of its last event; there are no gaps.</param>
/// <param name="Epoch">Epoch of the server that wrote it.</param>
/// <param name="UtcMilliseconds">Time of its first event [ms since 1970].</param>
/// <param name="Events">The events, encoded: see <see cref="EventBlockWriter"/>.</param>
/// <param name="Hash">SHA-256 over the previous block's hash and all of the above: a chain from the first event.</param>
internal readonly record struct EventBlock(
    long FirstSeq, long LastSeq, long Epoch, long UtcMilliseconds, byte[] Events, byte[] Hash)
{
    /// <summary>Columns of <c>event_block</c>, in the order of <see cref="Log.EventLog"/>'s reads.</summary>
    public const string Columns = "first_seq, last_seq, epoch, utc_ms, events, hash";

    /// <summary>What the first block is chained to.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash that a block must have after one with <paramref name="previous"/>.</summary>
    public static byte[] Chain(byte[] previous, long firstSeq, long lastSeq, long epoch, long utcMilliseconds, ReadOnlySpan<byte> events)
    {
        Span<byte> head = stackalloc byte[4 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(head, firstSeq);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], lastSeq);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], epoch);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], utcMilliseconds);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(head);
        hash.AppendData(events);
        return hash.GetHashAndReset();
    }
}
