using Fathom.Events.Hits;
using Fathom.Events.Records;

namespace Fathom.Events.Tiers;

/// <summary>An event of the tier ESD: calibrated and reconstructed.</summary>
/// <param name="Run">Run.</param>
/// <param name="Trigger">Trigger.</param>
/// <param name="Oec">Online event classification.</param>
/// <param name="Hits">Calibrated hits.</param>
/// <param name="Centroid">Charge centroid, or null where it did not run.</param>
/// <param name="JVertex">Time-based vertex, or null where it did not run.</param>
/// <param name="Steering">Which algorithms ran and which one was chosen.</param>
public sealed record EsdEvent(
    uint Run,
    TriggerRecord Trigger,
    OecRecord Oec,
    HitColumns Hits,
    VertexRecord? Centroid,
    VertexRecord? JVertex,
    SteeringRecord Steering)
{
    /// <summary>The vertex that the steering chose, or null.</summary>
    public VertexRecord? ChosenVertex => Steering.Chosen switch
    {
        VertexAlgorithm.ChargeCentroid => Centroid,
        VertexAlgorithm.JVertex => JVertex,
        _ => null,
    };
}
