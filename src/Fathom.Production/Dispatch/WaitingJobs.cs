using System.Numerics;

namespace Fathom.Production.Dispatch;

/// <summary>Waiting jobs of one transformation, by where their inputs lie and by how long they are expected to last.</summary>
internal sealed class WaitingJobs
{
    private readonly List<Place> _places = [];
    private readonly double[] _seconds = new double[DurationClasses.Count];
    private long _turn;

    /// <summary>How many jobs wait.</summary>
    public long Count { get; private set; }

    /// <summary>Their expected seconds together.</summary>
    public double Seconds { get; private set; }

    /// <summary>Expected seconds of the jobs of a class together.</summary>
    public double SecondsOf(int index) => _seconds[index];

    /// <summary>What they read together [byte].</summary>
    public double Bytes { get; private set; }

    /// <summary>Placements at which jobs wait or have waited.</summary>
    public List<Place> Places => _places;

    /// <summary>Appends jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="expectedSeconds">How long each is expected to last [s].</param>
    /// <param name="came">When they came.</param>
    public void Add(in JobRange jobs, double expectedSeconds, TimeSpan came = default)
    {
        Place place = PlaceOf(jobs.Placement);
        int index = DurationClasses.Of(expectedSeconds);
        place.Queue(index).Add(new RangeQueue.Entry(jobs.FirstJob, _turn, jobs.InputBytes, (float)expectedSeconds, jobs.Count, came));
        place.Set |= 1UL << index;
        _turn += jobs.Count;
        Count += jobs.Count;
        Seconds += jobs.Count * expectedSeconds;
        _seconds[index] += jobs.Count * expectedSeconds;
        Bytes += jobs.Count * jobs.InputBytes;
    }

    /// <summary>Takes the first job of a class.</summary>
    public RangeQueue.Entry Take(Place place, int index)
    {
        RangeQueue queue = place.Queue(index);
        RangeQueue.Entry taken = queue.TakeOne();
        if (queue.IsEmpty)
        {
            place.Set &= ~(1UL << index);
        }

        Count--;
        Seconds = Count == 0 ? 0 : Seconds - taken.ExpectedSeconds;
        _seconds[index] = Count == 0 ? 0 : Math.Max(0, _seconds[index] - taken.ExpectedSeconds);
        Bytes = Count == 0 ? 0 : Bytes - taken.InputBytes;
        return taken;
    }

    private Place PlaceOf(int placement)
    {
        foreach (Place place in _places)
        {
            if (place.Placement == placement)
            {
                return place;
            }
        }

        var made = new Place(placement);
        _places.Add(made);
        return made;
    }

    /// <summary>The jobs whose inputs lie at the same elements.</summary>
    internal sealed class Place(int placement)
    {
        private readonly RangeQueue?[] _classes = new RangeQueue?[DurationClasses.Count];

        /// <summary>Where the inputs lie.</summary>
        public int Placement => placement;

        /// <summary>Classes in which jobs wait.</summary>
        public ulong Set { get; set; }

        /// <summary>The jobs of a class.</summary>
        public RangeQueue Queue(int index) => _classes[index] ??= new RangeQueue();

        /// <summary>The class whose first job has waited longest, or −1 where the set is empty.</summary>
        public int Oldest(ulong set)
        {
            int oldest = -1;
            long turn = long.MaxValue;
            for (ulong rest = set; rest != 0; rest &= rest - 1)
            {
                int index = BitOperations.TrailingZeroCount(rest);
                long first = _classes[index]!.First.Turn;
                if (first < turn)
                {
                    (oldest, turn) = (index, first);
                }
            }

            return oldest;
        }
    }
}
