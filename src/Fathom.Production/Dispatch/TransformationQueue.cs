namespace Fathom.Production.Dispatch;

/// <summary>A transformation: its waiting jobs, what of it runs, and how long its jobs last.</summary>
internal sealed class TransformationQueue(TransformationOrder order, CampaignBook campaign)
{
    // Stands for a size that nobody knows, and for the duration of the mean job while that is unknown.
    private const double Unknown = 1;

    // Fewer in a row may be a few nodes'.
    private const int MostStartsFailed = 16;

    private double _middle;
    private bool _sized;
    private long _known;
    private long _ended;

    public TransformationOrder Order { get; set; } = order;

    public CampaignBook Campaign { get; } = campaign;

    /// <summary>Jobs that came back and are due: first.</summary>
    public WaitingJobs Again { get; } = new();

    /// <summary>Jobs that never ran.</summary>
    public WaitingJobs Fresh { get; } = new();

    /// <summary>Jobs that were lost often: after all others.</summary>
    public WaitingJobs Last { get; } = new();

    public DelayedJobs Delayed { get; } = new();

    /// <summary>What was learnt of how long its jobs last.</summary>
    public DurationModel Durations { get; set; } = new();

    public int Running { get; set; }

    /// <summary>Element that its jobs write to.</summary>
    public ElementBook? Element { get; set; }

    /// <summary>Jobs that could not begin, in a row.</summary>
    public int Postponed { get; set; }

    /// <summary>So many jobs in a row could not begin that the next are not looked at before this.</summary>
    public TimeSpan ClosedUntil { get; set; }

    /// <summary>What kept them.</summary>
    public DispatchObstacles ClosedBy { get; set; }

    /// <summary>Whether its jobs can begin at all.</summary>
    public StartTrial Trial { get; } = new(MostStartsFailed);

    /// <summary>Earliest start of the next job of a herd.</summary>
    public TimeSpan NextStart { get; set; }

    /// <summary>What kept its jobs from a pilot of late, with how often and when last.</summary>
    public ObstacleCounts Obstacles { get; } = new();

    /// <summary>Mean size of all jobs so far.</summary>
    public double MeanSize { get; private set; } = Unknown;

    /// <summary>About what size the waiting jobs are sorted: see <see cref="DurationClasses"/>.</summary>
    public double Middle => _middle;

    /// <summary>Jobs that are still in the queues, but are not to be given out.</summary>
    public int Withdrawn { get; set; }

    public long Waiting => Again.Count + Fresh.Count + Last.Count + Delayed.Count - Withdrawn;

    /// <summary>What a job of it wrote in the mean [byte]; 0 where none has ended yet.</summary>
    public double MeanWritten { get; private set; }

    /// <summary>True where one job more could not write its outputs.</summary>
    public bool CannotWrite => Element is { Trouble: not null } || LacksRoom;

    /// <summary>True where its element may be full before one job more has written its outputs.</summary>
    public bool LacksRoom => Element is { } element && MeanWritten > 0 && element.Promised + MeanWritten > element.Room;

    /// <summary>A job has done its work.</summary>
    public void Wrote(double bytes) => MeanWritten += (bytes - MeanWritten) / ++_ended;

    /// <summary>Jobs wait for the first time.</summary>
    public void AddFresh(in JobRange jobs, TimeSpan now)
    {
        JobRange sized = Sized(jobs);
        _known += jobs.Count;
        MeanSize += (sized.Size - MeanSize) * jobs.Count / _known;
        _sized |= jobs.Size > 0;
        Fresh.Add(sized, SortedAbout(MeanSize), now);
    }

    /// <summary>A job waits once more.</summary>
    public void AddAgain(in JobRange job, WaitingJobs where)
    {
        JobRange sized = Sized(job);
        where.Add(sized, SortedAbout(_known > 0 ? MeanSize : sized.Size));
    }

    /// <summary>Expected seconds of a job at CPU factor 1; 0 where nothing is known.</summary>
    /// <param name="size">Its size; 0: the mean.</param>
    public double Expected(double size) => Durations.Count > 0 ? Durations.Expected(size) : Pace * (size > 0 ? size : MeanSize);

    /// <summary>How long jobs last together, at CPU factor 1 [s]; of another unit where nothing is known, the same for all of them.</summary>
    /// <param name="jobs">How many.</param>
    /// <param name="size">Their sizes together.</param>
    public double Lasts(double jobs, double size) =>
        Durations.Count > 0 ? Durations.Expected(jobs, size) : size * (Pace > 0 ? Pace : Unknown / MeanSize);

    /// <summary>The largest size that lasts no longer at a quantile; infinite where any does or nothing is known, 0 where none does.</summary>
    /// <param name="seconds">At CPU factor 1 [s].</param>
    /// <param name="quantile">The quantile.</param>
    public double LargestWithin(double seconds, double quantile)
    {
        double within = seconds / Durations.Stretch(quantile);
        return Durations.Count > 0 ? Durations.LargestWithin(within)
            : Pace > 0 ? within / Pace
            : within < Unknown ? 0 : double.PositiveInfinity;
    }

    // Before anything was measured.
    private double Pace => Order.ExpectedSeconds > 0 ? Order.ExpectedSeconds / MeanSize : _sized ? Order.SecondsPerSize : 0;

    private JobRange Sized(in JobRange jobs) => jobs.Size > 0 ? jobs : jobs with { Size = MeanSize };

    // The mean moves while jobs come: where it has left the middle all are sorted once more, a few times in the life of a transformation.
    private double SortedAbout(double mean)
    {
        if (_middle == 0 || DurationClasses.IsOff(mean, _middle))
        {
            _middle = DurationClasses.MiddleFor(mean);
            Again.Sort(_middle);
            Fresh.Sort(_middle);
            Last.Sort(_middle);
        }

        return _middle;
    }
}

/// <summary>How often each obstacle kept jobs of a transformation from a pilot, and when last.</summary>
internal sealed class ObstacleCounts
{
    private readonly TimeSpan[] _last = new TimeSpan[32];
    private DispatchObstacles _seen;

    public void Note(DispatchObstacles obstacles, TimeSpan now)
    {
        _seen |= obstacles;
        for (int rest = (int)obstacles; rest != 0; rest &= rest - 1)
        {
            _last[System.Numerics.BitOperations.TrailingZeroCount(rest)] = now;
        }
    }

    /// <summary>Those met since a time.</summary>
    public DispatchObstacles Since(TimeSpan time)
    {
        DispatchObstacles recent = DispatchObstacles.None;
        for (int rest = (int)_seen; rest != 0; rest &= rest - 1)
        {
            int bit = System.Numerics.BitOperations.TrailingZeroCount(rest);
            recent |= _last[bit] >= time ? (DispatchObstacles)(1 << bit) : 0;
        }

        return recent;
    }
}
