namespace Fathom.Production.Dispatch;

/// <summary>Whether jobs of a transformation, or on a host, can begin at all. Where attempts fail one after another before their payload begins, for
/// reasons outside them, such as a storage element that is away, the others are not tried in vain: one at a time finds out whether that is over.</summary>
/// <param name="mostInRow">Failures in a row from which on one at a time is tried.</param>
internal sealed class StartTrial(int mostInRow)
{
    private const int MostDoublings = 5;
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(2);

    private int _trials;

    /// <summary>Attempts in a row that could not begin.</summary>
    public int FailedInRow { get; private set; }

    /// <summary>No job is given out before this.</summary>
    public TimeSpan RestsUntil { get; private set; }

    /// <summary>True while one job at a time is tried.</summary>
    public bool IsOn => FailedInRow >= mostInRow;

    /// <summary>An attempt failed before its payload began, for a reason outside.</summary>
    public void Failed(TimeSpan now)
    {
        if (++FailedInRow == mostInRow)
        {
            RestsUntil = now + FirstRest;
        }
    }

    /// <summary>A job was given out: while the trial is on the next waits for what becomes of it, longer each time, a minute in the end.</summary>
    public void Given(TimeSpan now)
    {
        if (IsOn)
        {
            RestsUntil = now + (FirstRest * (1 << Math.Min(++_trials, MostDoublings)));
        }
    }

    /// <summary>A payload began.</summary>
    public void Began() => (FailedInRow, _trials, RestsUntil) = (0, 0, TimeSpan.Zero);
}
