namespace Fathom.Production.Dispatch;

/// <summary>A pilot's question while it is being answered.</summary>
internal sealed class Question(PilotOffer offer, SiteBook site, TimeSpan now)
{
    public PilotOffer Offer => offer;

    public SiteBook Site => site;

    public TimeSpan Now => now;

    /// <summary>Longest expected duration that still fits the pilot's wall time, in units of the present transformation [s].</summary>
    public double LongestExpected { get; set; }

    public DispatchObstacles Obstacles { get; set; }

    /// <summary>When it is worth asking again; null where nothing is known.</summary>
    public TimeSpan? Again { get; private set; }

    public void RetryAt(TimeSpan time) => Again = Again is { } earlier && earlier < time ? earlier : time;
}
