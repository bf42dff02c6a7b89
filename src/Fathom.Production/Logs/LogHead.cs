using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Fathom.Production.Logs;

/// <summary>What stands before each log in a segment: 72 bytes, little-endian, the last eight a check of the others.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Packed">Bytes that follow: the log, compressed by Brotli.</param>
/// <param name="Bytes">Bytes of the log.</param>
/// <param name="UtcMilliseconds">When it came [ms since 1970].</param>
/// <param name="Sha256">SHA-256 of the bytes that follow.</param>
public sealed record LogHead(long JobId, int Attempt, int Packed, int Bytes, long UtcMilliseconds, ReadOnlyMemory<byte> Sha256)
{
    /// <summary>Most bytes of a log that are kept: of a longer one the pilot cuts out the middle. 16 MiB.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Most bytes that a log of <see cref="MostBytes"/> takes when it does not compress.</summary>
    public const int MostPacked = MostBytes + (MostBytes >> 10) + 1024;

    /// <summary>Longest line that tells of what was cut out of a longer log [byte].</summary>
    public const int LongestCutMark = 256;

    /// <summary>Bytes of a head.</summary>
    internal const int Size = 72;

    private const uint Magic = 0x31474F4C; // "LOG1"
    private const int HashAt = 32, CheckAt = HashAt + SHA256.HashSizeInBytes;

    internal bool MayBeOf(long? said) => said is null || (said <= MostBytes ? Bytes == said : Bytes >= MostBytes - (2 * LongestCutMark));

    internal void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], Packed);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], JobId);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], Attempt);
        BinaryPrimitives.WriteInt32LittleEndian(to[20..], Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], UtcMilliseconds);
        Sha256.Span.CopyTo(to[HashAt..CheckAt]);
        Check(to).CopyTo(to[CheckAt..Size]);
    }

    /// <summary>The head that the bytes are, or null: torn, damaged, or nothing.</summary>
    internal static LogHead? Read(ReadOnlySpan<byte> from)
    {
        if (from.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic || !Check(from).SequenceEqual(from[CheckAt..Size]))
        {
            return null;
        }

        var head = new LogHead(
            BinaryPrimitives.ReadInt64LittleEndian(from[8..]), BinaryPrimitives.ReadInt32LittleEndian(from[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[4..]), BinaryPrimitives.ReadInt32LittleEndian(from[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]), from[HashAt..CheckAt].ToArray());
        return head.Packed is > 0 and <= MostPacked && head.Bytes is > 0 and <= MostBytes ? head : null;
    }

    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> head) => SHA256.HashData(head[..CheckAt]).AsSpan(0, Size - CheckAt);
}
