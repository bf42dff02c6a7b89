namespace Fathom.Root.Container;

/// <summary>
/// Clusters and baskets of all streams of a file in the order in which they ended. One is held back, so that the next is
/// filled while it is packed: the order in the file depends on no thread.
/// </summary>
internal sealed class PieceQueue
{
    private readonly Queue<Action> _writes = new();

    /// <summary>Writes the one before, and holds this one back.</summary>
    /// <param name="write">Waits until the piece is packed, and writes it.</param>
    internal void Add(Action write)
    {
        _writes.Enqueue(write);
        if (_writes.Count > 1)
        {
            _writes.Dequeue()();
        }
    }

    /// <summary>Writes all that was held back.</summary>
    internal void Drain()
    {
        while (_writes.TryDequeue(out Action? write))
        {
            write();
        }
    }
}
