using Fathom.Twin.Faults;

namespace Fathom.Twin.Tests.Faults;

public sealed class FaultCampaignTests
{
    [Fact]
    public void Under_thousands_of_faults_nothing_is_lost_nothing_double_nothing_held_and_every_campaign_ends()
    {
        int faults = 0;
        for (int seed = 1; seed <= 40; seed++)
        {
            FaultOutcome outcome = FaultCampaign.Run(seed, 20);
            Assert.True(outcome.Violations.Count == 0, $"seed {seed}: {string.Join("; ", outcome.Violations)}");
            faults += outcome.Count;
        }

        Assert.True(faults > 2000, $"only {faults} faults");
    }

    [Theory]
    [InlineData(nameof(Breakage.IgnoreAttempt))]
    [InlineData(nameof(Breakage.IgnoreLease))]
    [InlineData(nameof(Breakage.IgnorePilot))]
    [InlineData(nameof(Breakage.IgnoreFence))]
    [InlineData(nameof(Breakage.SkipEpoch))]
    [InlineData(nameof(Breakage.AcceptUnchecked))]
    [InlineData(nameof(Breakage.AnswerBeforeDurable))]
    [InlineData(nameof(Breakage.ForgetRequests))]
    [InlineData(nameof(Breakage.LoseEvent))]
    [InlineData(nameof(Breakage.ForgetLeases))]
    [InlineData(nameof(Breakage.NeverExpire))]
    public void A_deliberate_breakage_of_the_fence_is_caught(string breakage) =>
        Assert.Contains(Enumerable.Range(1, 12), seed => FaultCampaign.Run(seed, 5, Enum.Parse<Breakage>(breakage)).Violations.Count > 0);

    [Fact]
    public void The_same_seed_gives_the_same_faults()
    {
        // Lease ids are random, so that only what follows from the seed is compared.
        Assert.Equal(FaultCampaign.Run(7, 10).Faults.OrderBy(fault => fault.Key), FaultCampaign.Run(7, 10).Faults.OrderBy(fault => fault.Key));
    }
}
