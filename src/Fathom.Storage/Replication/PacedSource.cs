namespace Fathom.Storage.Replication;

/// <summary>Gives bytes on no faster than at a pace, on the whole since it was made.</summary>
/// <param name="bytes">Where they come from.</param>
/// <param name="bytesPerSecond">The pace [byte/s].</param>
/// <param name="time">The clock.</param>
internal sealed class PacedSource(Stream bytes, double bytesPerSecond, TimeProvider time) : ForwardSource(bytes)
{
    // No longer than this between two looks, however large the reader's buffer is.
    private const double LongestStep = 0.25;

    // Delays are cut to whole milliseconds.
    private static readonly TimeSpan WholeStep = TimeSpan.FromMilliseconds(1);

    private readonly long _began = time.GetTimestamp();
    private readonly int _most = (int)Math.Clamp(bytesPerSecond * LongestStep, 1, 1 << 30);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // What is about to be read must fit the time that has passed: so the pace is kept at every instant.
        long left = Math.Max(0, Bytes.Length - Given);
        int wanted = (int)Math.Clamp(Math.Min(buffer.Length, left), 1, _most);
        TimeSpan early = TimeSpan.FromSeconds((Given + Math.Min(wanted, left)) / bytesPerSecond) - time.GetElapsedTime(_began);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early + WholeStep, time, cancellationToken);
        }

        int count = await Bytes.ReadAsync(buffer[..wanted], cancellationToken);
        Given += count;
        return count;
    }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Paced bytes are read asynchronously.");
}
