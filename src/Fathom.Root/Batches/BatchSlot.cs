using Fathom.Root.Columns;

namespace Fathom.Root.Batches;

/// <summary>Buffers and reader of one batch, used for one range of entries after the other.</summary>
internal sealed class BatchSlot(IBatchReader reader, string[] paths) : IDisposable
{
    private readonly RootColumn?[] _columns = new RootColumn?[paths.Length];
    private Task _work = Task.CompletedTask;
    private EntryRange _range;

    /// <summary>Begins to fill the columns, on another thread.</summary>
    internal void Start(EntryRange range)
    {
        _range = range;
        _work = Task.Run(Fill);
    }

    /// <summary>Waits until they are filled.</summary>
    internal ColumnBatch Finish()
    {
        _work.GetAwaiter().GetResult();
        return new ColumnBatch(_range.First, _range.Count, paths, _columns!);
    }

    public void Dispose()
    {
        // What went wrong in a batch that nobody waits for any more is nobody's concern.
        ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();
        _ = _work.Exception;
        reader.Dispose();
    }

    private void Fill()
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = reader.Read(i, _range.First, _range.Count, _columns[i]);
        }
    }
}
