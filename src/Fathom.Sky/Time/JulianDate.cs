namespace Fathom.Sky.Time;

/// <summary>A Julian Date in two parts, so that a day's fraction keeps its full precision (about 1e-12 s).</summary>
/// <param name="Day">Julian Day at midnight: a whole number and a half.</param>
/// <param name="Fraction">Days since then.</param>
public readonly record struct JulianDate(double Day, double Fraction)
{
    /// <summary>Julian Date of J2000.0.</summary>
    public const double J2000 = 2451545.0;

    /// <summary>Julian Date at which the Modified Julian Date is zero.</summary>
    public const double ModifiedZero = 2400000.5;

    /// <summary>Days of a Julian century.</summary>
    public const double DaysPerCentury = 36525.0;

    /// <summary>The date as one number; good to about 40 µs.</summary>
    public double Value => Day + Fraction;

    /// <summary>Modified Julian Date [d].</summary>
    public double Modified => (Day - ModifiedZero) + Fraction;

    /// <summary>Julian centuries since J2000.0.</summary>
    public double Centuries => ((Day - J2000) + Fraction) / DaysPerCentury;

    /// <summary>The date of a proleptic Gregorian calendar day and a fraction of it.</summary>
    /// <remarks>Fliegel and van Flandern, CACM 11 (1968) 657.</remarks>
    public static JulianDate FromCalendar(int year, int month, int day, double fraction = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, -4799);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        long a = (month - 14) / 12;
        long y = year + 4800 + a;
        var number = (1461 * y / 4) + (367 * (month - 2 - (12 * a)) / 12) - (3 * ((y + 100) / 100) / 4) + day - 32075;
        return new JulianDate(number - 0.5, 0).Plus(fraction);
    }

    /// <summary>A later (or earlier) date, with its parts brought back into order.</summary>
    /// <param name="days">Days to add.</param>
    public JulianDate Plus(double days)
    {
        var fraction = Fraction + days;
        var whole = Math.Floor(fraction);
        return new JulianDate(Day + whole, fraction - whole);
    }
}
