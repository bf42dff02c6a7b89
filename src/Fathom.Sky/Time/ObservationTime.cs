using System.Globalization;

namespace Fathom.Sky.Time;

/// <summary>An instant of an observation on the time scales that pointing needs.</summary>
/// <remarks>UTC → TAI by leap seconds, TT = TAI + 32.184 s, UT1 = UTC + DUT1. TDB − TT stays below 2 ms and is left out.</remarks>
public sealed record ObservationTime
{
    /// <summary>TT − TAI [s], a definition.</summary>
    public const double TtMinusTai = 32.184;

    private const double SecondsPerDay = 86400.0;

    /// <summary>An instant from its UTC.</summary>
    /// <param name="utc">UTC.</param>
    /// <param name="dut1Seconds">
    /// UT1 − UTC [s]. 0, the default, is wrong by at most 0.9 s, that is by 13.5″ in right ascension; since 2020 by less
    /// than 0.3 s, 4″. IERS Bulletin A has the value.
    /// </param>
    public ObservationTime(JulianDate utc, double dut1Seconds = 0)
    {
        if (!(Math.Abs(dut1Seconds) <= 0.9))
        {
            throw new ArgumentOutOfRangeException(nameof(dut1Seconds), dut1Seconds, "UT1 − UTC is kept within 0.9 s.");
        }

        Utc = utc;
        Tai = utc.Plus(LeapSeconds.TaiMinusUtc(utc.Modified) / SecondsPerDay);
        Tt = Tai.Plus(TtMinusTai / SecondsPerDay);
        Ut1 = utc.Plus(dut1Seconds / SecondsPerDay);
    }

    /// <summary>Coordinated Universal Time.</summary>
    public JulianDate Utc { get; }

    /// <summary>International Atomic Time.</summary>
    public JulianDate Tai { get; }

    /// <summary>Terrestrial Time.</summary>
    public JulianDate Tt { get; }

    /// <summary>Universal Time, the rotation of the Earth.</summary>
    public JulianDate Ut1 { get; }

    /// <summary>An instant from a POSIX time, which counts UTC days of 86,400 s.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00 UTC.</param>
    /// <param name="dut1Seconds">UT1 − UTC [s].</param>
    public static ObservationTime FromUnixSeconds(double seconds, double dut1Seconds = 0)
    {
        var days = Math.Floor(seconds / SecondsPerDay);
        var utc = new JulianDate(2440587.5 + days, (seconds - (days * SecondsPerDay)) / SecondsPerDay);
        return new ObservationTime(utc, dut1Seconds);
    }

    /// <summary>An instant from ISO 8601 text in UTC ("2023-02-13T01:16:47.7Z").</summary>
    /// <exception cref="FormatException">The text is not a time.</exception>
    public static ObservationTime Parse(string utc, double dut1Seconds = 0)
    {
        var time = DateTime.Parse(
            utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var fraction = time.TimeOfDay.Ticks / (double)TimeSpan.TicksPerDay;
        return new ObservationTime(JulianDate.FromCalendar(time.Year, time.Month, time.Day, fraction), dut1Seconds);
    }
}
