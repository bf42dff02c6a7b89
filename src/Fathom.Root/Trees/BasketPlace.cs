namespace Fathom.Root.Trees;

/// <summary>A basket of a branch: which entries it has and where it is.</summary>
/// <param name="First">Its first entry.</param>
/// <param name="Count">Its entries.</param>
/// <param name="Position">Where it begins in the file.</param>
/// <param name="Length">Its bytes there, the key included.</param>
/// <param name="Embedded">The basket itself, where it stands within the tree.</param>
internal sealed record BasketPlace(long First, long Count, long Position, int Length, EmbeddedBasket? Embedded);
