namespace Fathom.Production.Dispatch;

/// <summary>Waiting jobs of one transformation, by where their inputs lie and by their size.</summary>
internal sealed class WaitingJobs
{
    private readonly List<Place> _places = [];
    private readonly double[] _sizes = new double[DurationClasses.Count];
    private readonly long[] _counts = new long[DurationClasses.Count];
    private long _turn;

    /// <summary>How many jobs wait.</summary>
    public long Count { get; private set; }

    /// <summary>Their sizes together.</summary>
    public double Size { get; private set; }

    /// <summary>The jobs of a class, and their sizes together.</summary>
    public (long Jobs, double Size) OfClass(int index) => (_counts[index], _sizes[index]);

    /// <summary>What they read together [byte].</summary>
    public double Bytes { get; private set; }

    /// <summary>Placements at which jobs wait or have waited.</summary>
    public List<Place> Places => _places;

    /// <summary>Appends jobs.</summary>
    /// <param name="jobs">The jobs, of a known size.</param>
    /// <param name="middle">See <see cref="DurationClasses"/>.</param>
    /// <param name="came">When they came.</param>
    public void Add(in JobRange jobs, double middle, TimeSpan came = default)
    {
        Place place = PlaceOf(jobs.Placement);
        int index = DurationClasses.Of(jobs.Size, middle);
        place.Add(index, new RangeQueue.Entry(jobs.FirstJob, _turn, jobs.InputBytes, (float)jobs.Size, jobs.Count, came));
        _turn += jobs.Count;
        Count += jobs.Count;
        Size += jobs.Count * jobs.Size;
        Bytes += jobs.Count * jobs.InputBytes;
        _counts[index] += jobs.Count;
        _sizes[index] += jobs.Count * jobs.Size;
    }

    /// <summary>Takes the first job of a class.</summary>
    public RangeQueue.Entry Take(Place place, int index)
    {
        RangeQueue.Entry taken = place.Take(index);
        Count--;
        Size = Count == 0 ? 0 : Size - taken.Size;
        Bytes = Count == 0 ? 0 : Bytes - taken.InputBytes;
        _counts[index]--;
        _sizes[index] = _counts[index] == 0 ? 0 : _sizes[index] - taken.Size;
        return taken;
    }

    /// <summary>Sorts all anew, about another middle; their order stays.</summary>
    public void Sort(double middle)
    {
        Array.Clear(_counts);
        Array.Clear(_sizes);
        foreach (Place place in _places)
        {
            foreach (RangeQueue.Entry entry in place.TakeAll())
            {
                int index = DurationClasses.Of(entry.Size, middle);
                place.Add(index, entry);
                _counts[index] += entry.Count;
                _sizes[index] += entry.Count * (double)entry.Size;
            }
        }
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
        public UInt128 Set { get; private set; }

        /// <summary>The jobs of a class.</summary>
        public RangeQueue Queue(int index) => _classes[index] ??= new RangeQueue();

        /// <summary>Appends to a class.</summary>
        public void Add(int index, in RangeQueue.Entry entry)
        {
            Queue(index).Add(entry);
            Set |= UInt128.One << index;
        }

        /// <summary>Takes the first job of a class.</summary>
        public RangeQueue.Entry Take(int index)
        {
            RangeQueue.Entry taken = Queue(index).TakeOne();
            Set &= Queue(index).IsEmpty ? ~(UInt128.One << index) : UInt128.MaxValue;
            return taken;
        }

        /// <summary>Takes all, in their order.</summary>
        public List<RangeQueue.Entry> TakeAll()
        {
            var all = new List<RangeQueue.Entry>();
            for (int i = 0; i < _classes.Length; i++)
            {
                all.AddRange(_classes[i]?.All ?? []);
                _classes[i] = null;
            }

            Set = 0;
            all.Sort((one, other) => one.Turn.CompareTo(other.Turn));
            return all;
        }

        /// <summary>The class whose first job has waited longest, or −1 where the set is empty.</summary>
        public int Oldest(UInt128 set)
        {
            int oldest = -1;
            long turn = long.MaxValue;
            for (UInt128 rest = set; rest != 0; rest &= rest - 1)
            {
                int index = (int)UInt128.TrailingZeroCount(rest);
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
