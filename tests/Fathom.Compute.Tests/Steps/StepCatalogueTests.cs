using Fathom.Compute.Steps;

namespace Fathom.Compute.Tests.Steps;

public class StepCatalogueTests
{
    [Theory]
    [InlineData("decode", typeof(DecodeStep))]
    [InlineData("reconstruct", typeof(ReconstructStep))]
    [InlineData("compact", typeof(CompactStep))]
    public void A_step_is_found_by_its_name(string name, Type type)
    {
        Assert.True(StepCatalogue.Default.TryFind(name, out var step));
        Assert.IsType(type, step);
    }

    [Fact]
    public void An_unknown_name_finds_nothing() => Assert.False(StepCatalogue.Default.TryFind("Decode", out _));

    [Fact]
    public void Two_steps_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => new StepCatalogue([new DecodeStep(), new DecodeStep()]));
}
