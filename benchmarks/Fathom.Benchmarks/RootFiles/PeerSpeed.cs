using Fathom.Root;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>
/// What uproot 5 reads on a machine of two cores, 2 million events with 16 million float32, warm cache: megabytes of the
/// floats a second, and how many times as fast this is to be. It counts the floats alone, not the offsets beside them.
/// </summary>
internal static class PeerSpeed
{
    private const double Compressed = 3;
    private const double Light = 2;

    internal static (double Speed, double Times)? Of(RootCodec codec, bool asTree) => (codec, asTree) switch
    {
        (RootCodec.Zlib, true) => (73, Compressed),
        (RootCodec.Lz4, true) => (983, Light),
        (RootCodec.Zstd, true) => (294, Compressed),
        (RootCodec.None, true) => (1241, Light),
        (RootCodec.Zlib, false) => (81, Compressed),
        (RootCodec.Lz4, false) => (705, Light),
        (RootCodec.Zstd, false) => (299, Compressed),
        _ => null,
    };
}
