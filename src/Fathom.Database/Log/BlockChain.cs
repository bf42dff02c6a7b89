using Fathom.Database.Faults;

namespace Fathom.Database.Log;

/// <summary>Checks that each block follows the one before it: without a gap, and chained by its hash.</summary>
/// <param name="path">What messages call the database.</param>
/// <param name="anchor">An event of the first block that will come: that block is what the others are chained to; 1 or less where it
/// must be the first of all.</param>
internal sealed class BlockChain(string path, long anchor)
{
    private long _last = -1;
    private byte[] _hash = EventBlock.Genesis;

    /// <exception cref="WorkspaceException">The block does not follow.</exception>
    public void Follow(in EventBlock block)
    {
        bool isAnchor = _last < 0 && anchor > 1 && block.FirstSeq > 1 && block.FirstSeq <= anchor;
        long expectedFirst = isAnchor ? block.FirstSeq : Math.Max(_last, 0) + 1;
        if (block.FirstSeq != expectedFirst || block.LastSeq < block.FirstSeq)
        {
            throw EventLog.Damaged(path, expectedFirst, $"a block that begins with event {expectedFirst}", $"events {block.FirstSeq} to {block.LastSeq}");
        }

        byte[] expected = EventBlock.Chain(_hash, block.FirstSeq, block.LastSeq, block.Epoch, block.UtcMilliseconds, block.Events);
        if (!isAnchor && !expected.AsSpan().SequenceEqual(block.Hash))
        {
            throw EventLog.Damaged(
                path, block.FirstSeq, $"SHA-256 {Convert.ToHexStringLower(expected)} of the chain for events {block.FirstSeq} to {block.LastSeq}",
                Convert.ToHexStringLower(block.Hash));
        }

        (_last, _hash) = (block.LastSeq, block.Hash);
    }
}
