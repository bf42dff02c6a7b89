namespace Fathom.Root.Chains;

/// <summary>A chain beside another one.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Index">Finds its entries; null where they are those of the other one.</param>
internal sealed record ChainFriend(RootChain Chain, ChainIndex? Index);
