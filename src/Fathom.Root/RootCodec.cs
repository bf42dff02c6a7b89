namespace Fathom.Root;

/// <summary>How pages, baskets, headers and footers are compressed in a written file.</summary>
public enum RootCodec
{
    /// <summary>Stored as they are: nothing of the system is needed.</summary>
    None,

    /// <summary>Zstandard, through the system's <c>libzstd.so.1</c>.</summary>
    Zstd,

    /// <summary>Zlib (deflate), which every reader of ROOT files knows; part of .NET. Levels end at 9.</summary>
    Zlib,

    /// <summary>LZ4, through the system's <c>liblz4.so.1</c>: fast to 3, its high-compression form from level 4 to 12.</summary>
    Lz4,

    /// <summary>LZMA (.xz), through the system's <c>liblzma.so.5</c>: small and slow. Levels end at 9.</summary>
    Lzma,
}
