namespace Fathom.Vo.Adql.Binding;

/// <summary>The deprecated coordinate system of a geometry.</summary>
internal static class Frames
{
    // Frames that agree with ICRS as far as positions of neutrinos, and of FK5's J2000, are concerned; the rest would need a transform.
    private static readonly HashSet<string> Equatorial = new(StringComparer.OrdinalIgnoreCase) { "ICRS", "FK5", "J2000", "UNKNOWNFRAME" };

    /// <summary>Refuses frames whose positions are not those of ICRS.</summary>
    public static void Check(SourcePosition at, string system)
    {
        string frame = system.Trim().Split(' ')[0];
        if (frame.Length > 0 && !Equatorial.Contains(frame))
        {
            throw new AdqlException(
                at, $"the coordinate system '{system}' is not converted here; leave it out for ICRS, or use IVO_GEOM_TRANSFORM('GALACTIC', 'ICRS', …).");
        }
    }
}
