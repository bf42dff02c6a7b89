using Fathom.Root.Columns;

namespace Fathom.Root.Chains;

/// <summary>A chain beside another one.</summary>
/// <param name="chain">The chain.</param>
/// <param name="index">Finds its entries; null where they are those of the other one.</param>
internal sealed class ChainFriend(RootChain chain, ChainIndex? index)
{
    internal RootChain Chain => chain;

    /// <summary>Reads what belongs to entries of the other chain.</summary>
    internal RootColumn Read(RootChain main, string path, long first, int count, RootColumn? reuse)
    {
        if (index is null)
        {
            return chain.Read(path, first, count, reuse);
        }

        RootColumn gathered = chain.Read(path, 0, 0);
        RootColumn? one = null;
        foreach (long entry in index.Find(main, first, count))
        {
            if (entry < 0)
            {
                gathered.AddDefault();
            }
            else
            {
                one = chain.Read(path, entry, 1, one);
                gathered.AddFrom(one, 0);
            }
        }

        return gathered;
    }
}
