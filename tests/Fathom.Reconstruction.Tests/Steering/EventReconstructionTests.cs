using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Events.Tiers;
using Fathom.Reconstruction.Steering;
using Fathom.Reconstruction.Vertex;

namespace Fathom.Reconstruction.Tests.Steering;

public class EventReconstructionTests
{
    private static readonly EventReconstruction Reconstruction =
        new(ToyDetector.Model, new SteeringOptions(), new JVertexOptions());

    [Fact]
    public void A_point_like_event_stands_on_its_time_vertex_with_its_energy()
    {
        var result = Reconstruction.Reconstruct(Raw(2, OecClass.PointLike), new ReconstructionWorkspace());
        Assert.Equal(VertexAlgorithm.JVertex, result.Steering.Chosen);
        Assert.Same(result.JVertex, result.ChosenVertex);
        Assert.Equal(VertexStatus.Converged, result.JVertex!.Status);
        Assert.Equal(VertexStatus.Converged, result.Centroid!.Status);
        Assert.Equal(2, result.ChosenVertex!.Energy, 0.25);
        Assert.Equal(5_000, result.ChosenVertex.Z, 400.0);
    }

    [Fact]
    public void A_low_energy_event_keeps_its_charge_centre()
    {
        var result = Reconstruction.Reconstruct(Raw(0.35, OecClass.LowEnergy), new ReconstructionWorkspace());
        Assert.Equal(VertexAlgorithm.ChargeCentroid, result.Steering.Chosen);
        Assert.Null(result.JVertex);
        Assert.Equal("oec-low-energy", result.Steering.Rule);
    }

    [Fact]
    public void Dark_noise_gets_no_vertex_but_keeps_its_hits()
    {
        var raw = Raw(0, OecClass.DarkNoise);
        var result = Reconstruction.Reconstruct(raw, new ReconstructionWorkspace());
        Assert.Equal(VertexAlgorithm.None, result.Steering.Chosen);
        Assert.Null(result.ChosenVertex);
        Assert.Equal(raw.Hits.Count, result.Hits.Count);
    }

    private static RtrawEvent Raw(double energy, OecClass eventClass)
    {
        var hits = ToyEvents.Make(21, energy, 0, 0, 5_000);
        var constants = ToyDetector.Model.Constants;
        var raw = new RawHitColumns();
        for (var i = 0; i < hits.Count; i++)
        {
            var channel = hits.Channel[i];
            var tdc = Math.Clamp((hits.Time[i] + constants.TimeOffset[channel]) * 16, 0, 65535);
            raw.Add(channel, (ushort)tdc, (ushort)(hits.Charge[i] * constants.Gain[channel]));
        }

        return new RtrawEvent(1, new TriggerRecord(0, 0, 1), new OecRecord(eventClass, hits.Count, 0), raw);
    }
}
