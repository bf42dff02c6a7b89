namespace Fathom.Storage.Load;

/// <summary>How many bytes may pass at a pace. What was not used is kept for a quarter of a second and no longer: who was held up does not
/// make up for it in a burst, which together with those of others would pass the ceiling.</summary>
/// <param name="bytesPerSecond">The pace [byte/s].</param>
/// <param name="time">The clock.</param>
internal sealed class PaceBucket(double bytesPerSecond, TimeProvider time)
{
    private const double KeptSeconds = 0.25;

    private readonly double _most = Math.Max(1, bytesPerSecond * KeptSeconds);
    private long _looked = time.GetTimestamp();
    private double _credit;

    /// <summary>The most that is to be taken at a time [byte].</summary>
    public int Most => (int)Math.Min(_most, 1 << 30);

    /// <summary>Takes bytes, and says how long to wait before they pass.</summary>
    /// <param name="bytes">At most <see cref="Most"/> [byte].</param>
    public TimeSpan Take(long bytes)
    {
        long now = time.GetTimestamp();
        double earned = bytesPerSecond * time.GetElapsedTime(_looked, now).TotalSeconds;
        (_looked, _credit) = (now, Math.Min(_most, _credit + earned) - bytes);
        return _credit < 0 ? TimeSpan.FromSeconds(-_credit / bytesPerSecond) : TimeSpan.Zero;
    }
}
