namespace Fathom.Events.Hits;

/// <summary>Calibrated hits: one growing column per quantity.</summary>
/// <remarks>Ordered by channel, then by time. Cleared and filled again without allocation.</remarks>
public sealed class HitColumns
{
    private ushort[] _channel = [];
    private float[] _time = [];
    private float[] _charge = [];

    /// <summary>Number of hits.</summary>
    public int Count { get; private set; }

    /// <summary>Channel, shape (nHits).</summary>
    public ReadOnlySpan<ushort> Channel => _channel.AsSpan(0, Count);

    /// <summary>Time from the start of the readout window, channel offset taken off [ns], shape (nHits).</summary>
    public ReadOnlySpan<float> Time => _time.AsSpan(0, Count);

    /// <summary>Charge [PE], shape (nHits).</summary>
    public ReadOnlySpan<float> Charge => _charge.AsSpan(0, Count);

    /// <summary>Forgets the hits, keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends one hit.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="time">Time from the start of the readout window [ns].</param>
    /// <param name="charge">Charge [PE].</param>
    public void Add(ushort channel, float time, float charge)
    {
        Reserve(Count + 1);
        _channel[Count] = channel;
        _time[Count] = time;
        _charge[Count++] = charge;
    }

    /// <summary>Replaces the hits by copies of columns of equal length.</summary>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public void Set(ReadOnlySpan<ushort> channel, ReadOnlySpan<float> time, ReadOnlySpan<float> charge)
    {
        if (time.Length != channel.Length || charge.Length != channel.Length)
        {
            throw new ArgumentException($"Columns differ in length: {channel.Length}, {time.Length}, {charge.Length}.");
        }

        Reserve(channel.Length);
        Count = channel.Length;
        channel.CopyTo(_channel);
        time.CopyTo(_time);
        charge.CopyTo(_charge);
    }

    private void Reserve(int count)
    {
        if (count <= _channel.Length)
        {
            return;
        }

        var size = Math.Max(count, Math.Max(256, _channel.Length * 2));
        Array.Resize(ref _channel, size);
        Array.Resize(ref _time, size);
        Array.Resize(ref _charge, size);
    }
}
