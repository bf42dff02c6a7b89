using Fathom.Compute.Engines;

namespace Fathom.Compute.Tests.Engines;

public sealed class PilotDemandTests
{
    private static readonly SupplyLimits Limits = new(MaxPilots: 100, MaxQueued: 20, SlotsPerPilot: 1, Ramp: 50);

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(5, 0, 0, 0, 5)]
    [InlineData(1000, 0, 0, 0, 20)] // at most so many queued
    [InlineData(1000, 20, 20, 0, 40)]
    [InlineData(1000, 95, 95, 0, 100)] // at most so many at all
    [InlineData(0, 3, 10, 0, 10)] // the idle end by themselves
    [InlineData(0, 10, 10, 8, 10)] // what is queued in vain is withdrawn
    [InlineData(4, 10, 10, 8, 14)]
    public void The_number_of_pilots_follows_the_work_within_the_limits(long waiting, long active, int running, int queued, int target) =>
        Assert.Equal(target, PilotDemand.Target(new Workload(waiting, active, running, queued), Limits));

    [Fact]
    public void Pilots_with_several_slots_are_fewer() =>
        Assert.Equal(3, PilotDemand.Target(new Workload(17, 0, 0, 0), Limits with { SlotsPerPilot = 8 }));

    [Fact]
    public void A_herd_grows_by_the_ramp() =>
        Assert.Equal(7, PilotDemand.Target(new Workload(1000, 2, 2, 0), Limits with { Ramp = 5 }));

    [Fact]
    public void Whatever_the_numbers_the_limits_hold_and_nobody_who_runs_is_cut_off()
    {
        var random = new Random(17);
        for (var round = 0; round < 10_000; round++)
        {
            var limits = new SupplyLimits(random.Next(0, 300), random.Next(0, 50), random.Next(1, 16), random.Next(0, 60));
            var now = new Workload(random.NextInt64(0, 5_000_000), random.Next(0, 30_000), random.Next(0, 400), random.Next(0, 80));
            var target = PilotDemand.Target(now, limits);
            Assert.True(target >= now.RunningPilots);
            Assert.True(target <= Math.Max(now.RunningPilots, limits.MaxPilots));
            Assert.True(target - now.RunningPilots <= limits.MaxQueued);
            Assert.True(target <= now.RunningPilots + now.QueuedPilots + limits.Ramp);
        }
    }

    [Fact]
    public void Few_start_together_and_the_starts_of_many_are_spread_up_to_two_minutes()
    {
        Assert.Equal(TimeSpan.Zero, HerdSpread.Of(8));
        Assert.InRange(HerdSpread.Of(1000).TotalSeconds, 10, 60);
        Assert.Equal(TimeSpan.FromMinutes(2), HerdSpread.Of(1_000_000));
        Assert.InRange(HerdSpread.DelayOf(TimeSpan.FromSeconds(10), 0.5).TotalSeconds, 4.9, 5.1);
    }
}
