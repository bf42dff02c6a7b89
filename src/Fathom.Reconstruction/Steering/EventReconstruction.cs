using Fathom.Events.Records;
using Fathom.Events.Tiers;
using Fathom.Reconstruction.Calibration;
using Fathom.Reconstruction.Energy;
using Fathom.Reconstruction.Vertex;

namespace Fathom.Reconstruction.Steering;

/// <summary>One event from RTRAW to ESD: calibrate, let the steering choose, run its chain.</summary>
/// <remarks>Stateless but for the model of the detector; one instance serves all threads, each with its own workspace.</remarks>
public sealed class EventReconstruction(DetectorModel detector, SteeringOptions steering, JVertexOptions timeVertex)
{
    private readonly ChargeCentroid _centroid = new();
    private readonly JVertex _timeVertex = new(timeVertex);

    /// <summary>Reconstructs one event.</summary>
    /// <returns>The event; its hits are the workspace's and hold until the next call.</returns>
    /// <exception cref="ChannelOutOfRangeException">The data do not belong to the constants.</exception>
    public EsdEvent Reconstruct(RtrawEvent raw, ReconstructionWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(workspace);
        var ticks = detector.Geometry.Description.Readout.TdcTicksPerNs;
        HitCalibration.Apply(raw.Hits, detector.Constants, ticks, workspace.Hits);
        var estimate = VisibleEnergy.At(workspace.Hits, detector, 0, 0, 0).Energy;
        var decision = OecSteering.Decide(raw.Oec.Class, estimate, steering);
        VertexRecord? centroid = null, time = null;
        var seed = VertexFit.Without(VertexStatus.NotRun);
        var chosen = VertexAlgorithm.None;
        foreach (var algorithm in decision.Chain)
        {
            var fit = Of(algorithm).Fit(workspace.Hits, detector, seed, workspace.Vertex);
            var record = VertexRecords.Of(fit, workspace.Hits, detector);
            (centroid, time) = algorithm == VertexAlgorithm.JVertex ? (centroid, record) : (record, time);
            if (fit.HasPosition && (chosen == VertexAlgorithm.None || fit.Status == VertexStatus.Converged))
            {
                chosen = algorithm;
            }

            seed = fit.HasPosition ? fit : seed;
        }

        var reason = new SteeringRecord(decision.Rule, raw.Oec.Class, estimate, chosen);
        return new EsdEvent(raw.Run, raw.Trigger, raw.Oec, workspace.Hits, centroid, time, reason);
    }

    private IVertexAlgorithm Of(VertexAlgorithm algorithm) => algorithm switch
    {
        VertexAlgorithm.ChargeCentroid => _centroid,
        VertexAlgorithm.JVertex => _timeVertex,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No such vertex algorithm."),
    };
}
