using Fathom.Sky.Time;

namespace Fathom.Sky.Tests.Time;

public sealed class TimeScaleTests
{
    [Fact]
    public void Calendar_day_is_that_of_eraCal2jd() =>
        Assert.Equal(52791.0, JulianDate.FromCalendar(2003, 6, 1).Modified);

    [Theory]
    [InlineData(2000, 1, 1, 51544)]
    [InlineData(1970, 1, 1, 40587)]
    [InlineData(2023, 2, 13, 59988)]
    [InlineData(1858, 11, 17, 0)]
    public void Days_of_the_calendar_have_their_known_Modified_Julian_Date(int year, int month, int day, double expected) =>
        Assert.Equal(expected, JulianDate.FromCalendar(year, month, day).Modified);

    [Fact]
    public void Successive_days_of_four_centuries_are_one_day_apart()
    {
        var day = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var number = JulianDate.FromCalendar(1900, 1, 1).Modified;
        for (; day.Year < 2300; day = day.AddDays(1), number++)
        {
            Assert.Equal(number, JulianDate.FromCalendar(day.Year, day.Month, day.Day).Modified);
        }
    }

    [Fact]
    public void Atomic_time_is_that_of_eraUtctai()
    {
        var time = new ObservationTime(new JulianDate(2453750.5, 0.892100694));
        Assert.Equal(2453750.5, time.Tai.Day);
        Assert.Equal(0.8924826384444444444, time.Tai.Fraction, 1e-12);
    }

    [Theory]
    [InlineData(41317, 10)]
    [InlineData(41498.99999, 10)]
    [InlineData(41499, 11)]
    [InlineData(51179, 32)]
    [InlineData(57753.99999, 36)]
    [InlineData(57754, 37)]
    [InlineData(59988.05, 37)]
    public void Leap_seconds_step_at_the_days_of_Bulletin_C(double day, int expected) =>
        Assert.Equal(expected, LeapSeconds.TaiMinusUtc(day));

    [Fact]
    public void Before_1972_there_is_no_whole_number_of_leap_seconds() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LeapSeconds.TaiMinusUtc(41316.9));

    [Fact]
    public void A_POSIX_time_and_its_text_are_the_same_instant()
    {
        var posix = ObservationTime.FromUnixSeconds(1676251007.7281425);
        var text = ObservationTime.Parse("2023-02-13T01:16:47.7281425Z");
        Assert.Equal(posix.Utc.Modified, text.Utc.Modified, 1e-11);
        Assert.Equal(69.184, (posix.Tt.Modified - posix.Utc.Modified) * 86400, 1e-5);
    }

    [Fact]
    public void A_time_keeps_its_nanoseconds()
    {
        var a = JulianDate.FromCalendar(2023, 2, 13, 0.5);
        var b = a.Plus(1e-9 / 86400);
        Assert.Equal(1e-9, (b.Fraction - a.Fraction) * 86400, 1e-11);
    }

    [Fact]
    public void A_DUT1_beyond_the_bound_of_UTC_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ObservationTime.FromUnixSeconds(0, 1.0));
}
