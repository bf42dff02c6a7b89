namespace Fathom.Simulation.Readout;

/// <summary>Photo-electrons of a stretch of time, packed so that sorting orders them by channel, then time.</summary>
/// <remarks>A key holds the channel above 40 bits of time since <see cref="Low"/> in units of 1/1024 ns.</remarks>
internal sealed class PhotoElectrons(double low, double high)
{
    private const int TimeBits = 40;
    private const double TicksPerNs = 1024;
    private ulong[] _keys = new ulong[8192];
    private int _count;

    /// <summary>Begin of the stretch [ns].</summary>
    internal double Low { get; } = low;

    /// <summary>End of the stretch [ns].</summary>
    internal double High { get; } = high;

    internal ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    /// <summary>Adds one; outside the stretch it is not seen.</summary>
    internal void Add(int channel, double time)
    {
        if (!(time >= Low && time < High))
        {
            return;
        }

        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, 2 * _count);
        }

        _keys[_count++] = ((ulong)channel << TimeBits) | (ulong)((time - Low) * TicksPerNs);
    }

    internal void Sort() => _keys.AsSpan(0, _count).Sort();

    internal static int Channel(ulong key) => (int)(key >> TimeBits);

    internal double Time(ulong key) => Low + ((key & ((1UL << TimeBits) - 1)) / TicksPerNs);
}
