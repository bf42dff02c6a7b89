using Fathom.Catalog.Conditions;

namespace Fathom.Catalog.Tests.Conditions;

public sealed class ConditionsTagTests : IDisposable
{
    private static readonly string Hash = new('a', 64);
    private readonly CatalogueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_run_finds_the_constants_of_its_interval_and_none_in_a_gap()
    {
        ConditionsTag tag = Freeze("t", new(10, 20, "b", Hash), new(1, 5, "a", Hash));
        Assert.Equal(["a", "a", null, "b", "b", null], ((int[])[1, 5, 6, 10, 20, 21]).Select(run => tag.For(run)?.Path));
    }

    [Fact]
    public void A_frozen_tag_cannot_change_but_may_be_frozen_again_as_it_is()
    {
        ConditionsTag tag = Freeze("t", new(1, 5, "a", Hash), new(6, 7, "b", Hash));
        Assert.Equal(tag.Sha256, Freeze("t", new(6, 7, "b", Hash), new(1, 5, "a", Hash)).Sha256);
        foreach (ConditionsInterval changed in (ConditionsInterval[])[new(1, 4, "a", Hash), new(1, 5, "c", Hash), new(1, 5, "a", new string('b', 64))])
        {
            Assert.Equal("ConditionsTagFrozen", Assert.Throws<CatalogueException>(() => Freeze("t", changed, new(6, 7, "b", Hash))).Cause);
        }

        Assert.Equal(tag.Sha256, Assert.Single(new ConditionsTags(_world.Database).List()).Sha256);
    }

    [Theory]
    [InlineData(5, 1, "a", 'a')]
    [InlineData(1, 5, "../a", 'a')]
    [InlineData(1, 5, "/etc/passwd", 'a')]
    [InlineData(1, 5, "a", 'G')]
    public void A_faulty_interval_is_refused(int first, int last, string path, char digit) =>
        Assert.Throws<CatalogueException>(() => Freeze("t", new ConditionsInterval(first, last, path, new string(digit, 64))));

    [Fact]
    public void Intervals_that_overlap_are_refused() =>
        Assert.Throws<CatalogueException>(() => Freeze("t", new(1, 5, "a", Hash), new(5, 9, "b", Hash)));

    private ConditionsTag Freeze(string name, params ConditionsInterval[] intervals) =>
        _world.Write(transaction => ConditionsTags.Freeze(transaction, name, intervals));
}
