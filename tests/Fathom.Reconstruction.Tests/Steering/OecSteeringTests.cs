using Fathom.Events.Records;
using Fathom.Reconstruction.Steering;

namespace Fathom.Reconstruction.Tests.Steering;

public class OecSteeringTests
{
    [Theory]
    [InlineData(OecClass.DarkNoise, 5.0, "oec-noise", 0)]
    [InlineData(OecClass.LowEnergy, 0.3, "oec-low-energy", 1)]
    [InlineData(OecClass.LowEnergy, 0.5, "oec-energy", 2)]
    [InlineData(OecClass.Unclassified, 0.49, "oec-low-energy", 1)]
    [InlineData(OecClass.Unclassified, 3.0, "oec-energy", 2)]
    [InlineData(OecClass.PointLike, 0.1, "oec-point-like", 2)]
    [InlineData(OecClass.HighEnergy, 50.0, "oec-point-like", 2)]
    [InlineData(OecClass.Muon, 500.0, "oec-track", 1)]
    public void Class_and_energy_choose_the_chain(OecClass eventClass, double energy, string rule, int algorithms)
    {
        var decision = OecSteering.Decide(eventClass, energy, new SteeringOptions());
        Assert.Equal(rule, decision.Rule);
        Assert.Equal(algorithms, decision.Chain.Count);
    }

    [Fact]
    public void Every_class_has_a_rule_and_the_time_fit_never_runs_without_its_seed()
    {
        foreach (var eventClass in Enum.GetValues<OecClass>())
        {
            var chain = OecSteering.Decide(eventClass, 2, new SteeringOptions()).Chain;
            Assert.True(!chain.Contains(VertexAlgorithm.JVertex) || chain[0] == VertexAlgorithm.ChargeCentroid);
        }
    }
}
