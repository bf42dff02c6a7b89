namespace Fathom.Production.Dispatch;

/// <summary>What is known of the work of jobs before they run: the bytes of their inputs. 4 bytes a job, and none for stretches of
/// jobs of which nothing is known. One thread, the ledger's writer.</summary>
public sealed class JobSizes
{
    private const int Stretch = 4096;

    private float[]?[] _stretches = new float[]?[16];

    /// <summary>Notes a job's bytes; 0 where they are not known.</summary>
    public void Set(long job, double bytes)
    {
        (int stretch, int place) = PlaceOf(job);
        if (stretch >= _stretches.Length)
        {
            Array.Resize(ref _stretches, Math.Max(stretch + 1, 2 * _stretches.Length));
        }

        if (bytes > 0 || _stretches[stretch] is not null)
        {
            (_stretches[stretch] ??= new float[Stretch])[place] = (float)bytes;
        }
    }

    /// <summary>Bytes of a job; 0 where they are not known.</summary>
    public double Of(long job)
    {
        (int stretch, int place) = PlaceOf(job);
        return stretch < _stretches.Length && _stretches[stretch] is { } known ? known[place] : 0;
    }

    /// <summary>Jobs with consecutive ids as stretches of one size.</summary>
    public IEnumerable<JobRange> Ranges(long firstJob, int count)
    {
        (long first, double size) = (firstJob, Of(firstJob));
        for (long job = firstJob + 1; job < firstJob + count; job++)
        {
            if (Of(job) is var other && other != size)
            {
                yield return new JobRange(first, (int)(job - first), size);
                (first, size) = (job, other);
            }
        }

        yield return new JobRange(first, (int)(firstJob + count - first), size);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _stretches = new float[]?[16];

    private static (int Stretch, int Place) PlaceOf(long job) => ((int)((job - 1) / Stretch), (int)((job - 1) % Stretch));
}
