using Fathom.Production.Leasing;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Leasing;

public sealed class LeaseClockTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(120);

    private readonly ManualTime _time = new();
    private readonly LeaseClock _clock;

    public LeaseClockTests() => _clock = new LeaseClock(_time, Period);

    [Fact]
    public void A_lease_ends_once_its_period_has_passed_since_its_last_sign_of_life_however_often_was_looked_before()
    {
        LeaseReference silent = Granted(1, 1), alive = Granted(2, 2);
        for (int seconds = 10; seconds <= 120; seconds += 10)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.True(_clock.Beat(2, [alive], out _));
            Assert.Empty(_clock.Expired());
            Assert.Empty(_clock.SilentPilots());
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([silent], _clock.Expired());
        Assert.Equal([silent], _clock.Expired()); // until it is removed
        Assert.Equal([1L], _clock.SilentPilots());
        _clock.Remove(silent);
        _clock.Gone(1);
        Assert.Empty(_clock.Expired());
        _time.Advance(Period);
        Assert.Equal([alive], _clock.Expired());
        Assert.Equal([2L], _clock.SilentPilots());
    }

    [Fact]
    public void What_is_uploaded_is_the_servers_and_does_not_end()
    {
        LeaseReference uploaded = Granted(1, 1);
        _clock.HandOver(uploaded);
        _time.Advance(Period * 2);
        Assert.Empty(_clock.Expired());
    }

    [Fact]
    public void Words_of_an_earlier_attempt_touch_nothing_of_the_next()
    {
        LeaseReference first = Granted(1, 1);
        LeaseReference second = new(1, 2, "lease of the second");
        _clock.Grant(second, 2);
        _clock.Enrol(2);
        _clock.Remove(first);
        _clock.HandOver(first);
        Assert.True(_clock.Beat(1, [first], out List<LeaseReference>? revoked));
        Assert.Equal([first], revoked!);
        Assert.True(_clock.Beat(1, [second], out revoked)); // another pilot's
        Assert.Equal([second], revoked!);
        Assert.True(_clock.Beat(2, [second], out revoked));
        Assert.Null(revoked);
        _time.Advance(Period * 2);
        Assert.Equal([second], _clock.Expired());
    }

    [Fact]
    public void A_pilot_that_has_ended_renews_nothing()
    {
        LeaseReference held = Granted(1, 1);
        _clock.Gone(1);
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.False(_clock.Beat(1, [held], out _));
        _time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal([held], _clock.Expired());
    }

    private LeaseReference Granted(long job, long pilot)
    {
        var fence = new LeaseReference(job, 1, $"lease of {job}");
        _clock.Enrol(pilot);
        _clock.Grant(fence, pilot);
        return fence;
    }
}
