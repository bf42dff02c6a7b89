using Fathom.Root.Streamers;

namespace Fathom.Root.Trees;

/// <summary>What all branches of a tree share.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Decoders">Finds how branches are read.</param>
/// <param name="Baskets">Reads baskets.</param>
/// <param name="Cursor">Steps through them.</param>
/// <param name="Options">Limits.</param>
internal sealed record TreeContext(string Path, BranchDecoders Decoders, BasketReader Baskets, ByteCursor Cursor, RootReadOptions Options)
{
    internal const int MaximumDepth = 64;

    internal RootFormatException Fault(string expected, string found) => new(Path, 0, expected, found);
}
