using System.Runtime.InteropServices;
using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

public sealed partial class Dispatcher
{
    private const double LeastShare = 0.01;
    private static readonly TimeSpan ShortestMeasured = TimeSpan.FromSeconds(1);

    // What the element that had too little left for a job takes to serve one like it: before that it hardly has more.
    private TimeSpan _serves;

    /// <summary>Grants a chosen job the reads of its inputs, all or none, until its pilot has read them or its attempt ends. One whose
    /// placement was known has its pace since it was chosen.</summary>
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
            double mean = MeanPace(job, read);
            double least = Math.Min(_options.FastestRead, mean / _options.ReadWithin);
            if (TryTake(read.Element, StorageFlow.Read, mean, least, _options.FastestRead) is not { } grant)
            {
                grants.ForEach(_storage.Return);
                _serves = TimeSpan.FromSeconds(Math.Min(_options.LongestWait.TotalSeconds, read.Bytes / _storage.Load(read.Element).Usable));
                return false;
            }

            grants.Add(grant);
        }

        _running[jobId] = job with { Reads = grants, ReadBytes = Sum(reads) };
        return true;
    }

    /// <summary>How fast the pilot of a job may read its inputs from an element [byte/s]; null: as fast as it can, as nothing is declared.</summary>
    public double? ReadPace(long jobId, string element)
    {
        double ceiling = _storage.Load(element).Ceiling;
        if (double.IsPositiveInfinity(ceiling) || !_running.TryGetValue(jobId, out RunningJob job))
        {
            return null;
        }

        double pace = job.Element?.Name == element ? job.Grant?.BytesPerSecond ?? 0 : 0;
        foreach (StorageGrant grant in CollectionsMarshal.AsSpan(job.Reads))
        {
            pace = grant.Element == element ? grant.BytesPerSecond : pace;
        }

        // One that goes on since before the ceiling was declared, or the server began, may have found nothing left of it.
        return pace > 0 && double.IsFinite(pace) ? pace : ceiling * LeastShare;
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

    // Also where there is no ceiling the mean pace is counted, for the one that may be declared while the job runs.
    private StorageGrant? TryTake(string element, StorageFlow flow, double mean, double least, double most) =>
        _storage.Load(element, flow) is { Ceiling: double.PositiveInfinity, Streams: int.MaxValue }
            ? _storage.Adopt(element, flow, mean)
            : _storage.TryTake(element, flow, least, most);

    /// <summary>Counts what a job will write, at its mean pace, as jobs of its transformation wrote before it; until the first has ended
    /// nothing is known of that, and nothing counted.</summary>
    private bool TryWrite(TransformationQueue queue, double expected, Question asked, out StorageGrant? writing)
    {
        writing = null;
        if (queue.Element is not { } element || queue.MeanWritten <= 0 || expected <= 0)
        {
            return true;
        }

        double mean = Math.Max(1, queue.MeanWritten / expected);
        writing = TryTake(element.Name, StorageFlow.Write, mean, mean, mean);
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

    private static double Sum(ReadOnlySpan<InputRead> reads)
    {
        double bytes = 0;
        foreach (InputRead read in reads)
        {
            bytes += read.Bytes;
        }

        return bytes;
    }

    /// <summary>Gives back what was granted for the inputs of a job, once they are read; what one element gave is learnt from.</summary>
    private void EndReads(long jobId, in RunningJob job, TimeSpan? took)
    {
        // Of a moment's read more is the file's opening than the element's pace.
        if (job.Reads is [var only] && took > ShortestMeasured)
        {
            _storage.Measured(only, job.ReadBytes, took.Value.TotalSeconds);
        }

        job.Reads!.ForEach(_storage.Return);
        _running[jobId] = job with { Reads = [] };
    }

    private void EndFlows(in RunningJob job)
    {
        if (job.Grant is not null)
        {
            EndRead(job);
        }

        job.Reads?.ForEach(_storage.Return);

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
