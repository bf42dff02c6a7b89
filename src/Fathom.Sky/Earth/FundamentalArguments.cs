namespace Fathom.Sky.Earth;

/// <summary>Mean arguments of the Moon's and the Sun's motion, linear in time as the IAU 2000B nutation takes them [rad].</summary>
/// <remarks>McCarthy and Luzum, Celest. Mech. Dyn. Astron. 85 (2003) 37; Simon et al., A&amp;A 282 (1994) 663.</remarks>
/// <param name="MoonAnomaly">l.</param>
/// <param name="SunAnomaly">l′.</param>
/// <param name="MoonLatitudeArgument">F.</param>
/// <param name="Elongation">D.</param>
/// <param name="Node">Ω.</param>
internal readonly record struct FundamentalArguments(
    double MoonAnomaly, double SunAnomaly, double MoonLatitudeArgument, double Elongation, double Node)
{
    /// <summary>The arguments at a time in Julian centuries of TT since J2000.0.</summary>
    public static FundamentalArguments At(double t) => new(
        Turn(485868.249036 + (1717915923.2178 * t)),
        Turn(1287104.79305 + (129596581.0481 * t)),
        Turn(335779.526232 + (1739527262.8478 * t)),
        Turn(1072260.70369 + (1602961601.2090 * t)),
        Turn(450160.398036 - (6962890.5431 * t)));

    private static double Turn(double arcseconds) => Angles.FromArcseconds(arcseconds % 1296000.0);
}
