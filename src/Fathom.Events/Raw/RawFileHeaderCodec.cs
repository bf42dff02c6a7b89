using System.Buffers.Binary;
using System.Text;

namespace Fathom.Events.Raw;

/// <summary>File header to bytes and back.</summary>
internal static class RawFileHeaderCodec
{
    private const int ChecksumAt = RawLayout.FileHeaderLength - RawLayout.ChecksumLength;

    internal static byte[] Encode(RawFileHeader header)
    {
        if (!Ascii.IsValid(header.Detector) || header.Detector.Length is 0 or > RawLayout.DetectorNameLength)
        {
            throw new ArgumentException($"The detector's name must have 1 to {RawLayout.DetectorNameLength} ASCII characters, not '{header.Detector}'.");
        }

        var bytes = new byte[RawLayout.FileHeaderLength];
        RawLayout.Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), RawLayout.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), RawLayout.FileHeaderLength);
        Encoding.ASCII.GetBytes(header.Detector, bytes.AsSpan(16, RawLayout.DetectorNameLength));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(32), header.Run);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), header.Section);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), header.StartTimeNs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Crc32C.Of(bytes.AsSpan(0, ChecksumAt)));
        return bytes;
    }

    internal static bool HasMagic(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= RawLayout.Magic.Length && bytes.StartsWith(RawLayout.Magic);

    internal static (uint Stored, uint Computed) Checksums(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]), Crc32C.Of(bytes[..ChecksumAt]));

    internal static ushort Version(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);

    internal static RawFileHeader Decode(ReadOnlySpan<byte> bytes) => new(
        Encoding.ASCII.GetString(bytes.Slice(16, RawLayout.DetectorNameLength).TrimEnd((byte)0)),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[32..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[36..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
}
