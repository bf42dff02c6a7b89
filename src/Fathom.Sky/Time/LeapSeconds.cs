namespace Fathom.Sky.Time;

/// <summary>TAI − UTC since 1972, when UTC became a count of whole seconds from TAI.</summary>
/// <remarks>IERS Bulletin C; the last step of this table is that of 2017-01-01.</remarks>
public static class LeapSeconds
{
    /// <summary>Modified Julian Date from which each value holds.</summary>
    private static readonly int[] From =
    [
        41317, 41499, 41683, 42048, 42413, 42778, 43144, 43509, 43874, 44239, 44786, 45151, 45516, 46247,
        47161, 47892, 48257, 48804, 49169, 49534, 50083, 50630, 51179, 53736, 54832, 56109, 57204, 57754,
    ];

    /// <summary>TAI − UTC before the first step of <see cref="From"/> plus one [s].</summary>
    private const int First = 10;

    /// <summary>TAI − UTC on a day of UTC [s].</summary>
    /// <param name="modifiedJulianDate">UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">Before 1972: UTC ran at another rate then.</exception>
    public static int TaiMinusUtc(double modifiedJulianDate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modifiedJulianDate, From[0]);
        var step = From.Length - 1;
        while (From[step] > modifiedJulianDate)
        {
            step--;
        }

        return First + step;
    }
}
