using System.Buffers.Binary;

namespace Fathom.Events.Raw;

/// <summary>The fixed beginning of every fragment, with a checksum of its own so that a length can be trusted before it is followed.</summary>
internal readonly record struct FragmentHeader(
    int Length, FragmentKind Kind, ushort Blocks, uint Run, uint Number, long TimeNs, uint TriggerWord)
{
    private const int ChecksumAt = RawLayout.FragmentHeaderLength - RawLayout.ChecksumLength;

    internal void Encode(Span<byte> bytes)
    {
        RawLayout.Sync.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Length);
        bytes[12] = (byte)Kind;
        bytes[13] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[14..], Blocks);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[16..], Run);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[20..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], TimeNs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[32..], TriggerWord);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumAt..], Crc32C.Of(bytes[..ChecksumAt]));
    }

    /// <summary>True where sync marker and header checksum are right; says nothing of the length.</summary>
    internal static bool StandsAt(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= RawLayout.FragmentHeaderLength && bytes.StartsWith(RawLayout.Sync)
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) == Crc32C.Of(bytes[..ChecksumAt]);

    /// <summary>The declared length, whether or not it makes sense.</summary>
    internal static uint DeclaredLength(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);

    internal static (uint Stored, uint Computed) Checksums(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]), Crc32C.Of(bytes[..ChecksumAt]));

    internal static FragmentHeader Decode(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        (FragmentKind)bytes[12],
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[14..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[32..]));
}
