namespace Fathom.Events.Hits;

/// <summary>Hits as the electronics gave them: one growing column per quantity.</summary>
/// <remarks>Ordered by channel, then by time. A channel can have several hits. Cleared and filled again without allocation.</remarks>
public sealed class RawHitColumns
{
    private ushort[] _channel = [];
    private ushort[] _tdc = [];
    private ushort[] _adc = [];

    /// <summary>Number of hits.</summary>
    public int Count { get; private set; }

    /// <summary>Channel, shape (nHits).</summary>
    public ReadOnlySpan<ushort> Channel => _channel.AsSpan(0, Count);

    /// <summary>Time from the start of the readout window [TDC ticks of the detector description; 1/16 ns by default], shape (nHits).</summary>
    public ReadOnlySpan<ushort> Tdc => _tdc.AsSpan(0, Count);

    /// <summary>Charge [ADC counts], shape (nHits).</summary>
    public ReadOnlySpan<ushort> Adc => _adc.AsSpan(0, Count);

    /// <summary>Forgets the hits, keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends one hit.</summary>
    public void Add(ushort channel, ushort tdc, ushort adc)
    {
        Reserve(Count + 1);
        _channel[Count] = channel;
        _tdc[Count] = tdc;
        _adc[Count++] = adc;
    }

    /// <summary>Replaces the hits by copies of columns of equal length.</summary>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public void Set(ReadOnlySpan<ushort> channel, ReadOnlySpan<ushort> tdc, ReadOnlySpan<ushort> adc)
    {
        if (tdc.Length != channel.Length || adc.Length != channel.Length)
        {
            throw new ArgumentException($"Columns differ in length: {channel.Length}, {tdc.Length}, {adc.Length}.");
        }

        Resize(channel.Length, out var c, out var t, out var a);
        channel.CopyTo(c);
        tdc.CopyTo(t);
        adc.CopyTo(a);
    }

    /// <summary>Sets the number of hits and gives the columns to be filled; their content is undefined before.</summary>
    internal void Resize(int count, out Span<ushort> channel, out Span<ushort> tdc, out Span<ushort> adc)
    {
        Reserve(count);
        Count = count;
        channel = _channel.AsSpan(0, count);
        tdc = _tdc.AsSpan(0, count);
        adc = _adc.AsSpan(0, count);
    }

    private void Reserve(int count)
    {
        if (count <= _channel.Length)
        {
            return;
        }

        var size = Math.Max(count, Math.Max(256, _channel.Length * 2));
        Array.Resize(ref _channel, size);
        Array.Resize(ref _tdc, size);
        Array.Resize(ref _adc, size);
    }
}
