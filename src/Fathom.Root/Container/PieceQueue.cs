using System.Runtime.ExceptionServices;
using Fathom.Root.Compression.Packing;

namespace Fathom.Root.Container;

/// <summary>
/// Clusters and baskets of all streams of a file in the order in which they ended, which depends on no thread. One thread
/// of the pool writes them as they are packed; the filling thread goes on meanwhile.
/// </summary>
/// <param name="packing">Where the filling thread finds work while it waits.</param>
internal sealed class PieceQueue(PackingQueue packing) : IThreadPoolWorkItem
{
    /// <summary>Pieces that are not written yet have about this many bytes, or are one beside the one that is being written.</summary>
    private const long HeldBytes = 8L * 1024 * 1024;

    private readonly object _gate = new();
    private readonly Queue<(Action Write, long Bytes)> _pieces = new();
    private ExceptionDispatchInfo? _failure;
    private long _bytes;
    private bool _writing;

    /// <summary>Hands over a piece, and waits while too many are not written.</summary>
    /// <param name="write">Waits until the piece is packed, and writes it.</param>
    /// <param name="bytes">Its bytes before packing.</param>
    /// <exception cref="IOException">A piece could not be written.</exception>
    internal void Add(Action write, long bytes)
    {
        bool start;
        lock (_gate)
        {
            _failure?.Throw();
            _pieces.Enqueue((write, bytes));
            _bytes += bytes;
            start = !_writing;
            _writing = true;
        }

        if (start)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Wait(() => _bytes > HeldBytes && _pieces.Count > 0);
    }

    /// <summary>Returns when everything is written: the container belongs to the filling thread then.</summary>
    /// <exception cref="IOException">A piece could not be written.</exception>
    internal void Drain() => Wait(() => _writing);

    /// <summary>Writes nothing more; returns when the thread that writes has gone.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _pieces.Clear();
        }

        // What it waits for may still be to pack.
        while (packing.RunOne())
        {
        }

        lock (_gate)
        {
            while (_writing)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (Next() is { } piece)
        {
            ExceptionDispatchInfo? failure = null;
            try
            {
                piece.Write();
            }
            catch (Exception fault)
            {
                // Thrown again on the filling thread: on one of the pool it would end the process.
                failure = ExceptionDispatchInfo.Capture(fault);
            }

            lock (_gate)
            {
                _bytes -= piece.Bytes;
                _failure ??= failure;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private (Action Write, long Bytes)? Next()
    {
        lock (_gate)
        {
            // After a failure the file is lost: what follows must not stand where readers would not expect it.
            if (_failure is null && _pieces.TryDequeue(out (Action Write, long Bytes) piece))
            {
                return piece;
            }

            _writing = false;
            Monitor.PulseAll(_gate);
            return null;
        }
    }

    private void Wait(Func<bool> blocked)
    {
        while (true)
        {
            lock (_gate)
            {
                _failure?.Throw();
                if (!blocked())
                {
                    return;
                }
            }

            if (packing.RunOne())
            {
                continue;
            }

            lock (_gate)
            {
                if (_failure is null && blocked())
                {
                    Monitor.Wait(_gate);
                }
            }
        }
    }
}
