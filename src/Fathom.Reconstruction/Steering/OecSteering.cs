using Fathom.Events.Records;

namespace Fathom.Reconstruction.Steering;

/// <summary>Chooses the algorithms by the event's online class and its energy: the refined ones cost most, noise needs none.</summary>
public static class OecSteering
{
    private static readonly SteeringDecision Skip = new("oec-noise", []);
    private static readonly SteeringDecision ChargeOnly = new("oec-low-energy", [VertexAlgorithm.ChargeCentroid]);
    private static readonly SteeringDecision ByEnergy = new("oec-energy", [VertexAlgorithm.ChargeCentroid, VertexAlgorithm.JVertex]);
    private static readonly SteeringDecision PointLike = new("oec-point-like", [VertexAlgorithm.ChargeCentroid, VertexAlgorithm.JVertex]);
    private static readonly SteeringDecision Track = new("oec-track", [VertexAlgorithm.ChargeCentroid]);

    /// <summary>Decides.</summary>
    /// <param name="eventClass">Class of the event.</param>
    /// <param name="energy">Estimate of the visible energy, as if at the centre [MeV].</param>
    /// <param name="options">Settings.</param>
    /// <remarks>A muon is no point: it gets a charge centre only, until track algorithms exist.</remarks>
    public static SteeringDecision Decide(OecClass eventClass, double energy, SteeringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return eventClass switch
        {
            OecClass.DarkNoise => Skip,
            OecClass.Muon => Track,
            OecClass.PointLike or OecClass.HighEnergy => PointLike,
            OecClass.LowEnergy or OecClass.Unclassified => energy >= options.TimeVertexFrom ? ByEnergy : ChargeOnly,
            _ => throw new ArgumentOutOfRangeException(nameof(eventClass), eventClass, "Not a class of the online event classification."),
        };
    }
}
