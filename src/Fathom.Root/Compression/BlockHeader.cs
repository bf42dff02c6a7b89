namespace Fathom.Root.Compression;

/// <summary>
/// RNTuple specification, "Compression Block": nine bytes before each compressed chunk, two for the algorithm, one for
/// its version, two sizes of three bytes, little-endian.
/// </summary>
/// <param name="Algorithm">Two letters, the first in the high byte: ZS, ZL, L4, XZ, CS.</param>
/// <param name="Compressed">Bytes that follow.</param>
/// <param name="Uncompressed">Bytes that they become.</param>
internal readonly record struct BlockHeader(ushort Algorithm, int Compressed, int Uncompressed)
{
    internal const int Size = 9;
    internal const int MaximumLength = 0xFFFFFF;

    internal const ushort Zstd = ('Z' << 8) | 'S';
    internal const ushort Zlib = ('Z' << 8) | 'L';
    internal const ushort Lz4 = ('L' << 8) | '4';
    internal const ushort Lzma = ('X' << 8) | 'Z';
    internal const ushort OldDeflate = ('C' << 8) | 'S';

    internal static BlockHeader Read(ReadOnlySpan<byte> bytes) => new(
        (ushort)((bytes[0] << 8) | bytes[1]),
        Read24(bytes[3..]),
        Read24(bytes[6..]));

    internal static void Write(Span<byte> target, ushort algorithm, byte version, int compressed, int uncompressed)
    {
        target[0] = (byte)(algorithm >> 8);
        target[1] = (byte)algorithm;
        target[2] = version;
        Write24(target[3..], compressed);
        Write24(target[6..], uncompressed);
    }

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static void Write24(Span<byte> target, int value)
    {
        target[0] = (byte)value;
        target[1] = (byte)(value >> 8);
        target[2] = (byte)(value >> 16);
    }
}
