using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Sorts rows by key in bounded memory: what is too much is put into a file run by run, and merged.</summary>
internal sealed class RowSorter : IDisposable
{
    /// <summary>Runs are read back through buffers that share this.</summary>
    private const int MergeBuffers = 1 << 26;

    private readonly string _spillPath;
    private readonly List<SpilledRun> _spilled = [];
    private readonly RowRun _run;
    private SafeFileHandle? _file;

    /// <summary>A sorter.</summary>
    /// <param name="spillPath">File for what does not fit; gone when this is disposed of.</param>
    /// <param name="memory">Bytes of records in memory.</param>
    public RowSorter(string spillPath, int memory) => (_spillPath, _run) = (spillPath, new RowRun(memory));

    /// <summary>Number of rows.</summary>
    public long Count { get; private set; }

    /// <summary>Room for the next row's record.</summary>
    public Span<byte> Reserve(ulong key, int length)
    {
        if (_run.IsFull)
        {
            Spill();
        }

        Count++;
        return _run.Reserve(key, length);
    }

    /// <summary>Takes each row's key and record.</summary>
    internal delegate void RowTaker(ulong key, ReadOnlySpan<byte> record);

    /// <summary>Gives all rows in order.</summary>
    public void Drain(RowTaker take, CancellationToken stop)
    {
        if (_spilled.Count > 0)
        {
            Spill();
            Merge(take, stop);
            return;
        }

        _run.Sort();
        for (var i = 0; i < _run.Count; i++)
        {
            take(_run.Key(i), _run.Record(i));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Spill()
    {
        _file ??= File.OpenHandle(_spillPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        _run.Sort();
        _spilled.Add(SpilledRun.Write(_run, _file, _spilled.Count == 0 ? 0 : _spilled[^1].End));
        _run.Clear();
    }

    private void Merge(RowTaker take, CancellationToken stop)
    {
        var buffer = Math.Max(1 << 16, MergeBuffers / _spilled.Count);
        var queue = new PriorityQueue<SpilledRun, (ulong Key, int Run)>();
        for (var i = 0; i < _spilled.Count; i++)
        {
            Enqueue(i);
        }

        while (queue.TryPeek(out var run, out var least))
        {
            stop.ThrowIfCancellationRequested();
            take(run.Key, run.Record);
            if (run.MoveNext(buffer))
            {
                queue.DequeueEnqueue(run, (run.Key, least.Run));
            }
            else
            {
                queue.Dequeue();
            }
        }

        void Enqueue(int i)
        {
            if (_spilled[i].MoveNext(buffer))
            {
                queue.Enqueue(_spilled[i], (_spilled[i].Key, i));
            }
        }
    }
}
