namespace Fathom.Database.Measuring;

/// <summary>What the writer's commits took.</summary>
public sealed class CommitMeter
{
    /// <summary>From the begin of a group's transaction to its end [s].</summary>
    public Distribution Seconds { get; } = Distribution.OfSeconds();

    /// <summary>The COMMIT alone [s]: with full durability, the sync of the disk.</summary>
    public Distribution SyncSeconds { get; } = Distribution.OfSeconds();

    /// <summary>Works that shared a commit.</summary>
    public Distribution Works { get; } = new(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096);

    /// <summary>Notes a commit that is durable.</summary>
    /// <param name="works">Works of its group.</param>
    /// <param name="whole">Time of the whole transaction.</param>
    /// <param name="sync">Time of the COMMIT alone.</param>
    public void Committed(int works, TimeSpan whole, TimeSpan sync)
    {
        Seconds.Add(whole.TotalSeconds);
        SyncSeconds.Add(sync.TotalSeconds);
        Works.Add(works);
    }
}
