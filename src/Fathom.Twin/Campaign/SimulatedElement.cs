namespace Fathom.Twin.Campaign;

/// <summary>A storage element that serves paced reads; where they ask for more than it can give, all become slower alike.</summary>
/// <remarks>Reads complete in the order of the service that they need: the integral over time of the part of its pace that each
/// gets. So neither a start nor an end touches the other reads.</remarks>
internal sealed class SimulatedElement(double ceiling)
{
    private readonly PriorityQueue<Read, double> _reads = new();
    private double _capacity = ceiling;
    private double _service;
    private double _at;
    private int _active;

    /// <summary>Declared ceiling [byte/s].</summary>
    public double Ceiling { get; } = ceiling;

    /// <summary>Sum of the paces of the reads in progress [byte/s].</summary>
    public double Pace { get; private set; }

    /// <summary>The most it has been.</summary>
    public double PeakPace { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public double Bytes { get; private set; }

    /// <summary>Events set before this are void.</summary>
    public int Generation { get; private set; }

    private double Part => Pace <= _capacity ? 1 : _capacity / Pace;

    /// <summary>A read begins.</summary>
    /// <returns>A number that its end is told by.</returns>
    public void Begin(int pilot, int generation, double bytes, double pace, double now)
    {
        Advance(now);
        _reads.Enqueue(new Read(pilot, generation), _service + (bytes / pace));
        Pace += pace;
        PeakPace = Math.Max(PeakPace, Pace);
        _active++;
        Generation++;
    }

    /// <summary>A read is over, complete or not.</summary>
    public void End(double pace, double now)
    {
        Advance(now);
        Pace = --_active == 0 ? 0 : Math.Max(0, Pace - pace);
        Generation++;
    }

    /// <summary>It gives a part of its ceiling from now on.</summary>
    public void SetSpeed(double part, double now)
    {
        Advance(now);
        _capacity = Ceiling * part;
        Generation++;
    }

    /// <summary>When the next read may be complete [s]; null where none is in progress.</summary>
    public double? NextEnd() => _reads.TryPeek(out _, out double service) ? _at + (Math.Max(0, service - _service) / Part) : null;

    /// <summary>Takes a read that is complete.</summary>
    public bool TryTake(double now, out Read read)
    {
        Advance(now);
        if (_reads.TryPeek(out read, out double service) && service <= _service + 1e-6)
        {
            _reads.Dequeue();
            return true;
        }

        return false;
    }

    private void Advance(double now)
    {
        double part = Part;
        _service += (now - _at) * part;
        Bytes += (now - _at) * Pace * part;
        _at = now;
    }

    /// <summary>A read of a pilot, void where the pilot's generation is another by now.</summary>
    internal readonly record struct Read(int Pilot, int Generation);
}
