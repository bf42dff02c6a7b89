using Fathom.Root.Compression;
using Fathom.Root.Compression.Packing;
using Fathom.Root.Streamers.Written;

namespace Fathom.Root.Container;

/// <summary>What all streams of a written file share.</summary>
/// <param name="Container">Lays records into the file.</param>
/// <param name="Pages">Arrays for pages and baskets.</param>
/// <param name="Identity">Takes checksums in the order of the file.</param>
/// <param name="Packing">Compresses, on several threads.</param>
/// <param name="Pieces">Keeps the order.</param>
/// <param name="Compressor">For headers, footers and objects, on the filling thread.</param>
/// <param name="Options">How to write.</param>
internal sealed record FileSink(
    ContainerWriter Container, PagePool Pages, ContentIdentity Identity, PackingQueue Packing, PieceQueue Pieces, BlockCompressor Compressor, RootWriteOptions Options)
{
    /// <summary>Classes of the objects in the file.</summary>
    internal WrittenClasses Classes { get; } = new();

    /// <summary>Makes readable what the streams have ended.</summary>
    internal required Action Commit { get; init; }
}
