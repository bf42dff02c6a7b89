using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>All jobs as they are now, in columns, in memory. The job of id n is row n − 1.</summary>
/// <remarks>
/// One writer, the ledger's thread, adds and changes rows; any thread reads. Readers hold the lock of one chunk at a time, so
/// the writer never waits longer than one look at one chunk. Jobs are never removed. A method that throws has changed nothing.
/// </remarks>
public sealed class JobTable
{
    /// <summary>Rows of a chunk.</summary>
    public const int ChunkRows = 1 << 16;

    private volatile JobChunk[] _chunks = [];
    private long _count;

    /// <summary>The texts behind the codes.</summary>
    public JobNames Names { get; } = new();

    /// <summary>The transformations of the jobs.</summary>
    public TransformationTable Transformations { get; } = new();

    /// <summary>Number of jobs by transformation and state.</summary>
    public JobCounts Counts { get; } = new();

    /// <summary>Number of jobs; their ids are 1 to this, inclusive.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Bytes of the columns, long texts not included.</summary>
    public long ColumnBytes => (long)_chunks.Length * ChunkRows * 66;

    internal ReadOnlySpan<JobChunk> Chunks => _chunks;

    /// <summary>Adds a job and gives its id: the next one.</summary>
    /// <exception cref="OverflowException">A value does not fit its column.</exception>
    public long Add(in JobEntry job) => AddRange(job, [new JobOrigin(job.Run, job.Section, job.FirstInput, job.LastEvent)]);

    /// <summary>Adds jobs that differ in their origin alone and gives the id of the first; the others follow.</summary>
    /// <param name="same">What they have in common; its run, section, input and last event are not looked at.</param>
    /// <param name="origins">What differs, one for each job.</param>
    /// <exception cref="OverflowException">A value does not fit its column.</exception>
    public long AddRange(in JobEntry same, ReadOnlySpan<JobOrigin> origins)
    {
        foreach (JobOrigin origin in origins)
        {
            _ = checked((uint)origin.FirstInput);
        }

        long first = _count + 1;
        int done = 0;
        while (done < origins.Length)
        {
            JobChunk chunk = ChunkWithRoom();
            lock (chunk.Gate)
            {
                int taken = Math.Min(origins.Length - done, ChunkRows - chunk.Count);
                for (int i = 0; i < taken; i++)
                {
                    JobOrigin origin = origins[done + i];
                    JobRowCodec.Write(chunk, chunk.Count + i, same with
                    {
                        Run = origin.Run,
                        Section = origin.Section,
                        FirstInput = origin.FirstInput,
                        LastEvent = origin.LastEvent,
                    });
                }

                chunk.Count += taken;
                done += taken;
            }

            Counts.Add(same.Transformation, same.State, done + first - 1 - _count);
            Interlocked.Exchange(ref _count, first - 1 + done);
        }

        return first;
    }

    /// <summary>Whether there is a job of this id.</summary>
    public bool Has(long id) => id >= 1 && id <= Count;

    /// <summary>A job as it is now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no job of this id.</exception>
    public JobEntry Read(long id)
    {
        (JobChunk chunk, int row) = At(id);
        lock (chunk.Gate)
        {
            return JobRowCodec.Read(chunk, row);
        }
    }

    /// <summary>Changes a job.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no job of this id.</exception>
    /// <exception cref="OverflowException">A value does not fit its column.</exception>
    public void Write(long id, in JobEntry job)
    {
        (JobChunk chunk, int row) = At(id);
        long before;
        JobState state;
        lock (chunk.Gate)
        {
            (before, state) = (chunk.Transformation[row], (JobState)chunk.State[row]);
            JobRowCodec.Write(chunk, row, job);
        }

        if (state != job.State || before != job.Transformation)
        {
            Counts.Add(before, state, -1);
            Counts.Add(job.Transformation, job.State, 1);
        }
    }

    /// <summary>State of a job.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no job of this id.</exception>
    public JobState StateOf(long id)
    {
        (JobChunk chunk, int row) = At(id);
        lock (chunk.Gate)
        {
            return (JobState)chunk.State[row];
        }
    }

    /// <summary>Code of a job's owner: its own, or else that of its campaign.</summary>
    internal int OwnerOf(string own, long transformation) => Names.Owner.Intern(own.Length > 0 ? own : Transformations.Of(transformation).Owner);

    /// <summary>Message of a job's cause; empty for none.</summary>
    public string CauseDetailOf(long id) => RareOf(id).CauseDetail;

    /// <summary>The different hosts that lost a job.</summary>
    public HostSet LostHostsOf(long id) => new(RareOf(id).LostHosts);

    /// <summary>All inputs of a job, in order.</summary>
    public IReadOnlyList<long> InputsOf(long id)
    {
        (JobChunk chunk, int row) = At(id);
        lock (chunk.Gate)
        {
            return chunk.Rare.TryGetValue(row, out RareFacts? rare) && rare.Inputs.Length > 0 ? rare.Inputs
                : chunk.FirstInput[row] == 0 ? [] : [chunk.FirstInput[row]];
        }
    }

    /// <summary>Keeps the message of a job's cause; the empty text forgets it.</summary>
    public void SetCauseDetail(long id, string detail) => SetRare(id, rare => rare with { CauseDetail = detail });

    /// <summary>Keeps the hosts that lost a job.</summary>
    public void SetLostHosts(long id, HostSet hosts) => SetRare(id, rare => rare with { LostHosts = hosts.Lines ?? "" });

    /// <summary>Keeps the inputs of a job that has more than one; its first input is set with its row.</summary>
    public void SetInputs(long id, IReadOnlyList<long> inputs) => SetRare(id, rare => rare with { Inputs = inputs.Count > 1 ? [.. inputs] : [] });

    private RareFacts RareOf(long id)
    {
        (JobChunk chunk, int row) = At(id);
        lock (chunk.Gate)
        {
            return chunk.Rare.GetValueOrDefault(row, RareFacts.None);
        }
    }

    private void SetRare(long id, Func<RareFacts, RareFacts> change)
    {
        (JobChunk chunk, int row) = At(id);
        lock (chunk.Gate)
        {
            RareFacts next = change(chunk.Rare.GetValueOrDefault(row, RareFacts.None));
            if (next.IsEmpty)
            {
                chunk.Rare.Remove(row);
            }
            else
            {
                chunk.Rare[row] = next;
            }
        }
    }

    private (JobChunk Chunk, int Row) At(long id)
    {
        if (!Has(id))
        {
            throw new ArgumentOutOfRangeException(nameof(id), id, $"Expected the id of a job, 1 to {Count}");
        }

        return (_chunks[(int)((id - 1) / ChunkRows)], (int)((id - 1) % ChunkRows));
    }

    private JobChunk ChunkWithRoom()
    {
        JobChunk[] chunks = _chunks;
        if (chunks.Length > 0 && chunks[^1].Count < ChunkRows)
        {
            return chunks[^1];
        }

        var added = new JobChunk();
        _chunks = [.. chunks, added];
        return added;
    }
}
