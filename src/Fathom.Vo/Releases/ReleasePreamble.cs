using System.Buffers.Binary;

namespace Fathom.Vo.Releases;

/// <summary>The first 64 bytes of a release table: written last, so that a file that was cut short is none.</summary>
/// <remarks>Little-endian: magic (8), version (4), CRC-32C of the header (4), header's offset (8), its length (8), the
/// file's length (8), zeros (20), CRC-32C of the 60 bytes before (4).</remarks>
/// <param name="HeaderOffset">Where the header begins.</param>
/// <param name="HeaderLength">Its length.</param>
/// <param name="HeaderChecksum">CRC-32C of the header.</param>
/// <param name="FileLength">Length of the whole file.</param>
internal readonly record struct ReleasePreamble(long HeaderOffset, long HeaderLength, uint HeaderChecksum, long FileLength)
{
    /// <summary>Length of the preamble.</summary>
    public const int Size = 64;

    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "FATHOMRT"u8;

    /// <summary>True where a file begins as a release table of any version does.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>As bytes.</summary>
    public void Write(Span<byte> to)
    {
        to[..Size].Clear();
        Magic.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], HeaderChecksum);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], HeaderOffset);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], HeaderLength);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], FileLength);
        BinaryPrimitives.WriteUInt32LittleEndian(to[60..], SectionChecksum.Of(to[..60]));
    }

    /// <exception cref="ReleaseFileException">It is none of this version, or damaged.</exception>
    public static ReleasePreamble Read(string path, ReadOnlySpan<byte> from, long length)
    {
        if (from.Length < Size || !IsAt(from))
        {
            throw new ReleaseFileException(path, "byte 0: expected the mark FATHOMRT of a release table, found something else.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(from[8..]);
        if (version != Version)
        {
            throw new ReleaseFileException(path, $"byte 8: expected version {Version} of the format, found {version}.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(from[60..]) != SectionChecksum.Of(from[..60]))
        {
            throw new ReleaseFileException(path, "byte 0: the preamble does not match its checksum.");
        }

        var preamble = new ReleasePreamble(
            BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[32..]));
        return preamble.FileLength == length ? preamble
            : throw new ReleaseFileException(path, $"expected {preamble.FileLength} bytes, found {length}: the file was cut short or added to.");
    }
}
