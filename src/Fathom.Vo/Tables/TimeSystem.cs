namespace Fathom.Vo.Tables;

/// <summary>What a column of times means (VOTable 1.4, section 3.2).</summary>
/// <param name="Scale">Time scale: <c>UTC</c>, <c>TT</c>, <c>TAI</c>, <c>TDB</c> …</param>
/// <param name="Origin">Zero of the numbers: <c>MJD-origin</c>, <c>JD-origin</c> or a Julian date; null for times as texts.</param>
/// <param name="Place">Where the clock stands: <c>TOPOCENTER</c>, <c>GEOCENTER</c>, <c>BARYCENTER</c> …</param>
public sealed record TimeSystem(string Scale, string? Origin, string Place)
{
    /// <summary>Modified Julian dates in UTC at the detector, as neutrino telescopes give them.</summary>
    public static TimeSystem ModifiedJulianUtc { get; } = new("UTC", "MJD-origin", "TOPOCENTER");
}
