using System.Runtime.ExceptionServices;
using Fathom.Root.Columns;

namespace Fathom.Root.Batches;

/// <summary>Buffers and reader of one batch, used for one range of entries after the other.</summary>
internal sealed class BatchSlot(IBatchReader reader, string[] paths) : IDisposable
{
    private readonly RootColumn?[] _columns = new RootColumn?[paths.Length];
    private EntryRange _range;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Whether the columns are filled, or could not be; set and read under the lock of <see cref="BatchWorkers"/>.</summary>
    internal bool IsFilled { get; set; }

    /// <summary>Says which entries to read next.</summary>
    internal void Begin(EntryRange range)
    {
        _range = range;
        IsFilled = false;
    }

    /// <summary>Reads them, on any thread; what goes wrong is kept.</summary>
    internal void Fill()
    {
        try
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                _columns[i] = reader.Read(i, _range.First, _range.Count, _columns[i]);
            }
        }
        catch (Exception fault)
        {
            _fault = ExceptionDispatchInfo.Capture(fault);
        }
    }

    /// <summary>The columns; throws what went wrong.</summary>
    internal ColumnBatch Finish()
    {
        _fault?.Throw();
        return new ColumnBatch(_range.First, _range.Count, paths, _columns!);
    }

    /// <summary>Gives everything back; its batches are not valid any more.</summary>
    public void Dispose()
    {
        foreach (RootColumn? column in _columns)
        {
            column?.Release();
        }

        reader.Dispose();
    }
}
