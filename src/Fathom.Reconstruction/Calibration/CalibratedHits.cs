namespace Fathom.Reconstruction.Calibration;

/// <summary>Calibrated hits of one event as columns; filled and refilled by one thread, never allocated per event.</summary>
public sealed class CalibratedHits
{
    private int[] _channel = new int[1024];
    private double[] _time = new double[1024];
    private double[] _charge = new double[1024];

    /// <summary>Number of hits.</summary>
    public int Count { get; private set; }

    /// <summary>Channel number of each hit, shape (n).</summary>
    public ReadOnlySpan<int> Channel => _channel.AsSpan(0, Count);

    /// <summary>Time of each hit after the start of the event's window, offset removed [ns], shape (n).</summary>
    public ReadOnlySpan<double> Time => _time.AsSpan(0, Count);

    /// <summary>Charge of each hit [PE], shape (n).</summary>
    public ReadOnlySpan<double> Charge => _charge.AsSpan(0, Count);

    /// <summary>Forgets all hits; keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends a hit.</summary>
    /// <param name="channel">Channel number.</param>
    /// <param name="time">Time after the start of the window [ns].</param>
    /// <param name="charge">Charge [PE].</param>
    public void Add(int channel, double time, double charge)
    {
        if (Count == _channel.Length)
        {
            Array.Resize(ref _channel, 2 * Count);
            Array.Resize(ref _time, 2 * Count);
            Array.Resize(ref _charge, 2 * Count);
        }

        _channel[Count] = channel;
        _time[Count] = time;
        _charge[Count] = charge;
        Count++;
    }

    /// <summary>Sum of the charges [PE].</summary>
    public double TotalCharge()
    {
        var sum = 0.0;
        foreach (var charge in Charge)
        {
            sum += charge;
        }

        return sum;
    }
}
