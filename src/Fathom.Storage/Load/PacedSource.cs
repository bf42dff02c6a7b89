using Fathom.Storage.Elements;

namespace Fathom.Storage.Load;

/// <summary>Gives bytes on no faster than at a pace, at any time.</summary>
/// <param name="bytes">Where they come from.</param>
/// <param name="bytesPerSecond">The pace [byte/s].</param>
/// <param name="time">The clock.</param>
internal sealed class PacedSource(Stream bytes, double bytesPerSecond, TimeProvider time) : ForwardSource(bytes)
{
    // Delays are cut to whole milliseconds.
    private static readonly TimeSpan WholeStep = TimeSpan.FromMilliseconds(1);

    private readonly PaceBucket _pace = new(bytesPerSecond, time);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // What is taken is never more than what is read: at the end of the bytes a single one.
        long left = Math.Max(1, Bytes.Length - Given);
        int wanted = (int)Math.Min(Math.Min(buffer.Length, left), _pace.Most);
        TimeSpan early = _pace.Take(Given < Bytes.Length ? wanted : 0);
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
