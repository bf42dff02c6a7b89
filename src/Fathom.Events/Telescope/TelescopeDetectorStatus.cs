namespace Fathom.Events.Telescope;

/// <summary>What the hits of an event say of the state of the detector.</summary>
/// <param name="DetectionUnits">Lines with at least one hit.</param>
/// <param name="Modules">Optical modules with at least one hit.</param>
/// <param name="Channels">PMTs with at least one hit.</param>
/// <param name="Hits">Number of hits.</param>
/// <param name="TriggeredHits">Number of hits that took part in the trigger.</param>
/// <param name="FirstTime">Earliest hit [ns].</param>
/// <param name="LastTime">Latest hit [ns].</param>
public sealed record TelescopeDetectorStatus(
    int DetectionUnits, int Modules, int Channels, int Hits, int TriggeredHits, double FirstTime, double LastTime);
