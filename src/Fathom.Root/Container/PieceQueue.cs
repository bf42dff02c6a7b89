using System.Runtime.ExceptionServices;
using Fathom.Root.Compression.Packing;

namespace Fathom.Root.Container;

/// <summary>
/// Clusters and baskets of all streams of a file in the order in which they ended, which depends on no thread. Whichever
/// thread packs the last that the next piece needs writes it: none waits for that, and none is woken for it.
/// </summary>
internal sealed class PieceQueue
{
    /// <summary>Pieces that are not written yet have about this many bytes, or are one beside the one that is being written.</summary>
    private const long HeldBytes = 8L * 1024 * 1024;

    private readonly PackingQueue _packing;
    private readonly object _gate = new();
    private readonly Queue<Piece> _pieces = new();
    private ExceptionDispatchInfo? _failure;
    private long _bytes;
    private bool _writing;

    /// <summary>An empty queue.</summary>
    /// <param name="packing">Says when a job is done, and is where the filling thread finds work while it waits.</param>
    internal PieceQueue(PackingQueue packing)
    {
        _packing = packing;
        packing.Packed = WritePacked;
    }

    /// <summary>Hands over a piece, and waits while too many are not written.</summary>
    /// <param name="jobs">What has to be packed before it is written.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="bytes">Its bytes before packing.</param>
    /// <exception cref="IOException">A piece could not be written.</exception>
    /// <exception cref="InvalidOperationException">One could not be packed.</exception>
    internal void Add(PackingJob[] jobs, Action write, long bytes)
    {
        lock (_gate)
        {
            _failure?.Throw();
            _pieces.Enqueue(new Piece(jobs, write, bytes));
            _bytes += bytes;
        }

        WritePacked();
        Wait(() => _bytes > HeldBytes && _pieces.Count > 0);
    }

    /// <summary>Returns when everything is written: the container belongs to the filling thread then.</summary>
    /// <exception cref="IOException">A piece could not be written.</exception>
    /// <exception cref="InvalidOperationException">One could not be packed.</exception>
    internal void Drain() => Wait(() => _writing || _pieces.Count > 0);

    /// <summary>Writes nothing more; returns when the thread that writes has gone.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _pieces.Clear();
            while (_writing)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Writes what is packed, unless another thread does.</summary>
    private void WritePacked()
    {
        while (TakePacked() is Piece piece)
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
                _writing = false;
                _bytes -= piece.Bytes;
                _failure ??= failure;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private Piece? TakePacked()
    {
        lock (_gate)
        {
            // After a failure the file is lost: what follows must not stand where readers would not expect it.
            if (_writing || _failure is not null || !_pieces.TryPeek(out Piece? piece) || !piece.IsPacked())
            {
                return null;
            }

            _writing = true;
            return _pieces.Dequeue();
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

            if (_packing.RunOne())
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

    private sealed class Piece(PackingJob[] jobs, Action write, long bytes)
    {
        private int _packed;

        internal long Bytes => bytes;

        /// <summary>Whether all jobs are done. For one thread at a time.</summary>
        internal bool IsPacked()
        {
            while (_packed < jobs.Length && jobs[_packed].Done)
            {
                _packed++;
            }

            return _packed == jobs.Length;
        }

        internal void Write()
        {
            foreach (PackingJob job in jobs)
            {
                job.CheckPacked();
            }

            write();
        }
    }
}
