using System.Buffers.Binary;
using System.Numerics;

namespace Fathom.Events.Raw;

/// <summary>CRC-32C (Castagnoli), as iSCSI uses it: RFC 3720, section 12.1.</summary>
/// <remarks>The runtime's primitive uses the instruction of SSE 4.2 or of ARM and falls back to tables.</remarks>
public static class Crc32C
{
    /// <summary>The checksum of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
