using Fathom.Production.Datasets;

namespace Fathom.Production.Campaigns;

/// <summary>How many jobs one transaction of the feeder makes: as many as this machine makes in <see cref="Aim"/>, so that a large
/// campaign is expanded in few commits and no other writer waits for long.</summary>
/// <param name="most">Never more than this.</param>
internal sealed class FeedPace(int most)
{
    /// <summary>What a batch shall hold the writer, its sync included: well below what a pilot notices.</summary>
    public static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(50);

    // Smaller batches help nobody: then it is the disk that takes the time, or a machine with too much to do.
    private const int First = 4_000, Least = 2_000;
    private const int Furthest = 4;
    private int _batch = Math.Min(First, most);
    private int _reach = 1;

    /// <summary>Jobs of the next batch.</summary>
    public int Batch => Volatile.Read(ref _batch);

    /// <summary>Files that the next batch looks at: several for a job where a dataset takes only some of them. A database may read all
    /// of them however many it needs, so they are no more than that.</summary>
    public long Window => (long)Batch * Volatile.Read(ref _reach);

    /// <summary>A window has been looked through.</summary>
    /// <param name="found">Files of the dataset in it.</param>
    /// <param name="looked">Files up to the last of them, or all of the window.</param>
    public void Looked(int found, long looked) =>
        Volatile.Write(ref _reach, (int)Math.Clamp((looked + found - 1) / Math.Max(found, 1), 1, Furthest));

    /// <inheritdoc cref="Looked"/>
    public WindowFiles Follow(WindowFiles found)
    {
        Looked(found.Files.Count, found.Seen - found.Window.After);
        return found;
    }

    /// <summary>A batch has been made durable. One that was not full says only that it took too long.</summary>
    /// <param name="jobs">Jobs of it.</param>
    /// <param name="took">Time for which it held the writer.</param>
    public void Made(int jobs, TimeSpan took)
    {
        int batch = Batch;
        if (jobs < batch && took <= Aim)
        {
            return;
        }

        double fit = batch * (Aim / (took > TimeSpan.Zero ? took : TimeSpan.FromTicks(1)));
        Volatile.Write(ref _batch, (int)Math.Clamp(fit, Math.Min(Math.Max(Least, batch / 2), most), Math.Min(batch * 2L, most)));
    }
}
