using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Pilot;

public sealed class LeasePlanTests
{
    private static readonly TimeSpan? Free = TimeSpan.Zero, Soon = TimeSpan.FromSeconds(5), Late = TimeSpan.FromHours(1);

    private static TimeSpan? Unknown => null;

    [Fact]
    public void Each_free_slot_gets_a_job_and_a_slot_that_is_busy_for_long_none()
    {
        Assert.Equal(3, LeasePlan.Wanted([Free, Free, Free], 0, 8));
        Assert.Equal(1, LeasePlan.Wanted([Free, Late, Unknown], 0, 8));
        Assert.Equal(0, LeasePlan.Wanted([Late, Late, Unknown], 0, 8));
        Assert.Equal(0, LeasePlan.Wanted([Free], 1, 8));
    }

    [Fact]
    public void At_most_one_is_leased_ahead_for_each_slot_that_is_soon_free()
    {
        Assert.Equal(2, LeasePlan.Wanted([Soon, Soon, Late, Late], 0, 8));
        Assert.Equal(0, LeasePlan.Wanted([Soon, Soon, Late, Late], 2, 8));
    }

    [Fact]
    public void What_is_only_for_later_is_asked_for_together()
    {
        Assert.Equal(0, LeasePlan.Wanted([Soon, Soon, Soon, Soon, Soon, Soon, Soon, Soon], 6, 8));
        Assert.Equal(4, LeasePlan.Wanted([Soon, Soon, Soon, Soon, Soon, Soon, Soon, Soon], 4, 8));
        Assert.Equal(3, LeasePlan.Wanted([Free, Free, Soon, Soon, Soon, Soon, Soon, Soon], 1, 3)); // never more than the server gives
    }

    [Fact]
    public void Never_more_jobs_are_held_than_twice_the_slots_whatever_the_state()
    {
        var random = new Random(5);
        TimeSpan?[] kinds = [Free, Soon, Late, Unknown];
        for (var round = 0; round < 10_000; round++)
        {
            var slots = Enumerable.Range(0, random.Next(1, 20)).Select(_ => kinds[random.Next(4)]).ToArray();
            var queued = random.Next(0, slots.Length + 1);
            var busy = slots.Count(slot => slot != TimeSpan.Zero);
            var wanted = LeasePlan.Wanted(slots, queued, 8);
            Assert.InRange(wanted, 0, 8);
            Assert.True(wanted == 0 || busy + queued + wanted <= 2 * slots.Length);
        }
    }
}
