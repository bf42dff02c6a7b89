namespace Fathom.Production.Dispatch;

/// <summary>A pilot's question while it is being answered; one object for all, as they come one after another.</summary>
internal sealed class Question
{
    private PilotOffer _offer;

    public ref readonly PilotOffer Offer => ref _offer;

    public SiteBook Site { get; private set; } = null!;

    public TimeSpan Now { get; private set; }

    /// <summary>Begins with a new question.</summary>
    public Question Of(in PilotOffer offer, SiteBook site, TimeSpan now)
    {
        (_offer, Site, Now) = (offer, site, now);
        (LargestSize, Obstacles, Again) = (0, DispatchObstacles.None, null);
        return this;
    }

    /// <summary>The largest job of the present transformation that still fits the pilot's wall time.</summary>
    public double LargestSize { get; set; }

    public DispatchObstacles Obstacles { get; set; }

    /// <summary>When it is worth asking again; null where nothing is known.</summary>
    public TimeSpan? Again { get; private set; }

    public void RetryAt(TimeSpan time) => Again = Again is { } earlier && earlier < time ? earlier : time;
}
