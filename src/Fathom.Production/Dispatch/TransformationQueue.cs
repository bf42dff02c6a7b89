namespace Fathom.Production.Dispatch;

/// <summary>A transformation: its waiting jobs, what of it runs, and how long its jobs last.</summary>
internal sealed class TransformationQueue(TransformationOrder order, CampaignBook campaign)
{
    private const long EnoughMeasured = 20;
    private const double AssumedError = 1.5;

    // Stands for a duration that nobody knows; waiting jobs are sorted by it too.
    private const double Unknown = 1;

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

    /// <summary>Measured duration at CPU factor 1 over the expected one (or over 1 s where nothing was expected).</summary>
    public DurationSketch Ratios { get; } = new();

    public int Running { get; set; }

    /// <summary>Element that its jobs write to.</summary>
    public ElementBook? Element { get; set; }

    /// <summary>Jobs that could not begin, in a row.</summary>
    public int Postponed { get; set; }

    /// <summary>So many jobs in a row could not begin that the next are not looked at before this.</summary>
    public TimeSpan ClosedUntil { get; set; }

    /// <summary>What kept them.</summary>
    public DispatchObstacles ClosedBy { get; set; }

    /// <summary>Earliest start of the next job of a herd.</summary>
    public TimeSpan NextStart { get; set; }

    /// <summary>What kept its jobs from a pilot of late, with how often and when last.</summary>
    public ObstacleCounts Obstacles { get; } = new();

    /// <summary>Mean of what was expected of all jobs so far [s].</summary>
    public double MeanExpected { get; private set; } = 1;

    /// <summary>Jobs that are still in the queues, but are not to be given out.</summary>
    public int Withdrawn { get; set; }

    public long Waiting => Again.Count + Fresh.Count + Last.Count + Delayed.Count - Withdrawn;

    /// <summary>What a job of it wrote in the mean [byte]; 0 where none has ended yet.</summary>
    public double MeanWritten { get; private set; }

    /// <summary>A job has done its work.</summary>
    public void Wrote(double bytes) => MeanWritten += (bytes - MeanWritten) / ++_ended;

    /// <summary>Jobs wait for the first time.</summary>
    public void AddFresh(in JobRange jobs, TimeSpan now)
    {
        double expected = Basis(jobs.ExpectedSeconds);
        Fresh.Add(jobs, expected, now);
        _known += jobs.Count;
        MeanExpected += (expected - MeanExpected) * jobs.Count / _known;
    }

    /// <summary>Expected seconds of a job at CPU factor 1; 0 where nothing is known.</summary>
    public double Expected(double predicted)
    {
        double basis = Basis(predicted);
        return Ratios.Count > 0 ? basis * Ratios.Mean : basis == Unknown ? 0 : basis;
    }

    /// <summary>A job lasts at most so many times what is predicted of it, at the quantile.</summary>
    public double Stretch(double quantile) => Ratios.Count >= EnoughMeasured ? Ratios.Quantile(quantile) : AssumedError;

    /// <summary>What ratios refer to.</summary>
    public double Basis(double predicted) => predicted > 0 ? predicted : Order.ExpectedSeconds > 0 ? Order.ExpectedSeconds : Unknown;
}

/// <summary>How often each obstacle kept jobs of a transformation from a pilot, and when last.</summary>
internal sealed class ObstacleCounts
{
    private readonly TimeSpan[] _last = new TimeSpan[16];
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
