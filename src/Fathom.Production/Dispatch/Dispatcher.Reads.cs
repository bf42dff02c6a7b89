using System.Runtime.InteropServices;
using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

public sealed partial class Dispatcher
{
    /// <summary>Grants a chosen job the reads of its inputs, all or none, until its attempt ends: at the mean pace at which it will read
    /// them, as whoever reads in place does not tell when it is through. One whose placement was known has its pace since it was
    /// chosen.</summary>
    /// <param name="jobId">The job, which was chosen.</param>
    /// <param name="reads">What it reads.</param>
    /// <returns>False where an element cannot give so much now: the job is to be postponed.</returns>
    public bool TryRead(long jobId, ReadOnlySpan<InputRead> reads)
    {
        if (!_running.TryGetValue(jobId, out RunningJob job) || job.Element is not null)
        {
            return true;
        }

        var grants = new List<StorageGrant>(reads.Length);
        foreach (InputRead read in reads)
        {
            if (TryTake(read.Element, StorageFlow.Read, MeanPace(job, read)) is not { } grant)
            {
                grants.ForEach(_storage.Return);
                return false;
            }

            grants.Add(grant);
        }

        _running[jobId] = job with { Reads = grants };
        return true;
    }

    /// <summary>Counts the reads of an attempt that lives since before the server's start; once for each.</summary>
    public void AdoptReads(long jobId, ReadOnlySpan<InputRead> reads)
    {
        if (_running.TryGetValue(jobId, out RunningJob job) && job.Reads is null)
        {
            var grants = new List<StorageGrant>(reads.Length);
            foreach (InputRead read in reads)
            {
                grants.Add(_storage.Adopt(read.Element, StorageFlow.Read, MeanPace(job, read)));
            }

            _running[jobId] = job with { Reads = grants };
        }
    }

    // Also where there is no ceiling the pace is counted, for the one that may be declared while the job runs.
    private StorageGrant? TryTake(string element, StorageFlow flow, double pace) =>
        _storage.Load(element, flow) is { Ceiling: double.PositiveInfinity, Streams: int.MaxValue }
            ? _storage.Adopt(element, flow, pace)
            : _storage.TryTake(element, flow, pace, pace);

    /// <summary>Counts what a job will write, at its mean pace, as jobs of its transformation wrote before it; until the first has ended
    /// nothing is known of that, and nothing counted.</summary>
    private bool TryWrite(TransformationQueue queue, double expected, Question asked, out StorageGrant? writing)
    {
        writing = null;
        if (queue.Element is not { } element || queue.MeanWritten <= 0 || expected <= 0)
        {
            return true;
        }

        writing = TryTake(element.Name, StorageFlow.Write, Math.Max(1, queue.MeanWritten / expected));
        if (writing is null)
        {
            asked.Obstacles |= DispatchObstacles.ElementLoad;
            asked.RetryAt(Ticket(element, queue.MeanWritten, asked.Now, StorageFlow.Write));
        }

        return writing is not null;
    }

    private double MeanPace(in RunningJob job, in InputRead read)
    {
        double expected = job.Charged > 0 ? job.Charged : UnknownSeconds;
        return Math.Min(_options.FastestRead, Math.Max(1, read.Bytes / expected));
    }

    private void EndFlows(in RunningJob job)
    {
        if (job.Grant is not null)
        {
            EndRead(job);
        }

        foreach (StorageGrant grant in CollectionsMarshal.AsSpan(job.Reads))
        {
            _storage.Return(grant);
        }

        if (job.Writing is { } writing)
        {
            _storage.Return(writing);
        }
    }

    private void EndRead(in RunningJob job)
    {
        _storage.Return(job.Grant!.Value);
        job.Element!.Running--;
    }
}

/// <summary>What a job reads from one element.</summary>
/// <param name="Element">The element.</param>
/// <param name="Bytes">Bytes.</param>
public readonly record struct InputRead(string Element, double Bytes);
