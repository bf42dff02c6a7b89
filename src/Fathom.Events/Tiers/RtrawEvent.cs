using Fathom.Events.Hits;
using Fathom.Events.Records;

namespace Fathom.Events.Tiers;

/// <summary>An event of the tier RTRAW: decoded and checked, not calibrated.</summary>
/// <param name="Run">Run.</param>
/// <param name="Trigger">Trigger.</param>
/// <param name="Oec">Online event classification.</param>
/// <param name="Hits">Hits in TDC ticks and ADC counts.</param>
public sealed record RtrawEvent(uint Run, TriggerRecord Trigger, OecRecord Oec, RawHitColumns Hits);
