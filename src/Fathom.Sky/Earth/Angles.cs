namespace Fathom.Sky.Earth;

/// <summary>Units and ranges of angles.</summary>
internal static class Angles
{
    private const double ArcsecondsPerTurn = 1296000.0;

    /// <summary>Arcseconds to radians.</summary>
    public static double FromArcseconds(double arcseconds) => arcseconds * (Math.Tau / ArcsecondsPerTurn);

    /// <summary>An angle [rad] in 0 to 2π.</summary>
    public static double Positive(double angle)
    {
        var rest = angle % Math.Tau;
        return rest < 0 ? rest + Math.Tau : rest;
    }
}
