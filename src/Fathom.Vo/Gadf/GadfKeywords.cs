using Fathom.Sky.Time;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables.Fits;

namespace Fathom.Vo.Gadf;

/// <summary>Keywords that several tables of a file share.</summary>
internal static class GadfKeywords
{
    /// <summary>The release is one observation.</summary>
    public const int Observation = 1;

    private const double SecondsInDay = 86400;
    private const double TerrestrialMinusAtomic = 32.184;

    /// <summary>Who made it and with what.</summary>
    public static void AddOrigin(FitsHeaderWriter header, ReleaseDescription release)
    {
        header.Add("ORIGIN", release.Authors.Count > 0 ? release.Authors[0] : null);
        header.Add("TELESCOP", release.Instrument?.Split('/')[0]);
        header.Add("INSTRUME", release.Instrument?.Split('/')[^1]);
        header.Add("CREATOR", "Fathom");
        header.Add("REFERENC", release.Doi is { } doi ? $"doi:{doi}" : release.Bibcode);
        header.Add("LICENSE", release.Licence);
    }

    /// <summary>What times count from.</summary>
    public static void AddClock(FitsHeaderWriter header, ReleaseDescription release)
    {
        header.Add("MJDREFI", Reference(release));
        header.Add("MJDREFF", 0.0);
        header.Add("TIMEUNIT", "s");
        header.Add("TIMESYS", "TT");
        header.Add("TIMEREF", "TOPOCENTER");
    }

    /// <summary>Seconds from the reference: MJD and UTC in, terrestrial time out.</summary>
    public static double Seconds(ReleaseDescription release, double modifiedJulianDate) =>
        ((modifiedJulianDate - Reference(release)) * SecondsInDay) + TerrestrialMinusAtomic + LeapSeconds.TaiMinusUtc(modifiedJulianDate);

    private static long Reference(ReleaseDescription release) => (long)Math.Floor(release.Coverage.TimeBegin!.Value);
}
