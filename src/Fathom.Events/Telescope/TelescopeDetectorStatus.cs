namespace Fathom.Events.Telescope;

/// <summary>What the hits of an event say of the state of the detector.</summary>
/// <param name="DetectionUnits">Lines with at least one hit; 0 where the source does not tell lines.</param>
/// <param name="Modules">Optical modules with at least one hit.</param>
/// <param name="Channels">PMTs with at least one hit.</param>
/// <param name="Hits">Number of hits.</param>
/// <param name="TriggeredHits">Number of hits that took part in the trigger.</param>
/// <param name="FirstTime">Earliest hit [ns].</param>
/// <param name="LastTime">Latest hit [ns].</param>
public sealed record TelescopeDetectorStatus(
    int DetectionUnits, int Modules, int Channels, int Hits, int TriggeredHits, double FirstTime, double LastTime)
{
    /// <summary>The state that hits tell; all zero without hits.</summary>
    public static TelescopeDetectorStatus Of(TelescopeHits hits)
    {
        ArgumentNullException.ThrowIfNull(hits);
        return new TelescopeDetectorStatus(
            hits.DetectionUnit.Where(unit => unit > 0).Distinct().Count(),
            hits.DomId.Distinct().Count(),
            hits.DomId.Zip(hits.Channel).Distinct().Count(),
            hits.Count,
            hits.Triggered.Count(triggered => triggered),
            hits.Time.DefaultIfEmpty().Min(),
            hits.Time.DefaultIfEmpty().Max());
    }
}
