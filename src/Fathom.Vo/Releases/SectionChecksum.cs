using System.Buffers.Binary;
using System.Numerics;

namespace Fathom.Vo.Releases;

/// <summary>CRC-32C (RFC 3720) that grows with what is written.</summary>
internal struct SectionChecksum
{
    private uint _state;

    /// <summary>The checksum of what was added so far.</summary>
    public readonly uint Value => _state;

    /// <summary>The checksum of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = default(SectionChecksum);
        sum.Add(bytes);
        return sum.Value;
    }

    /// <summary>Takes bytes in.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_state;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        _state = ~crc;
    }
}
