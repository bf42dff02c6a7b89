using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.Streamers;

namespace Fathom.Root.Trees;

/// <summary>What all branches of a tree share.</summary>
/// <param name="source">The file.</param>
/// <param name="decompressor">Unpacks baskets.</param>
/// <param name="decoders">Finds how branches are read.</param>
/// <param name="cursor">Steps through baskets.</param>
/// <param name="options">Limits.</param>
/// <param name="ownBaskets">Each branch keeps its last basket: for reading few branches in steps.</param>
internal sealed class TreeContext(
    FileSource source, BlockDecompressor decompressor, BranchDecoders decoders, ByteCursor cursor, RootReadOptions options, bool ownBaskets)
{
    internal const int MaximumDepth = 64;

    private readonly BasketReader _shared = new(source, decompressor, options.MaximumObjectBytes);

    /// <summary>The file, for messages.</summary>
    internal string Path => source.Path;

    internal BlockDecompressor Decompressor => decompressor;

    internal BranchDecoders Decoders => decoders;

    internal ByteCursor Cursor => cursor;

    internal RootReadOptions Options => options;

    /// <summary>Reads baskets of a branch.</summary>
    internal BasketReader NewBaskets() => ownBaskets ? NewOwnBaskets() : _shared;

    /// <summary>Reads baskets of a branch that is read while a basket of another one is looked at.</summary>
    internal BasketReader NewOwnBaskets() => new(source, decompressor, options.MaximumObjectBytes);

    internal RootFormatException Fault(string expected, string found) => new(Path, 0, expected, found);
}
