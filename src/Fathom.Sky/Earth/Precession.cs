using Fathom.Sky.Sphere;
using Fathom.Sky.Time;

namespace Fathom.Sky.Earth;

/// <summary>Frame bias and precession, IAU 2006, in the four angles of Fukushima and Williams.</summary>
/// <remarks>Capitaine and Wallace, A&amp;A 450 (2006) 855; Hilton et al., Celest. Mech. Dyn. Astron. 94 (2006) 351.</remarks>
public static class Precession
{
    /// <summary>Mean obliquity of the ecliptic [rad].</summary>
    public static double MeanObliquity(JulianDate tt)
    {
        var t = tt.Centuries;
        return Angles.FromArcseconds(
            84381.406 + (t * (-46.836769 + (t * (-0.0001831 + (t * (0.00200340 + (t * (-0.000000576 + (t * -0.0000000434))))))))));
    }

    /// <summary>From ICRS to the mean equator and equinox of a date.</summary>
    public static Rotation ToMeanOfDate(JulianDate tt) => Rotate(tt, default);

    /// <summary>From ICRS to the true equator and equinox of a date.</summary>
    public static Rotation ToTrueOfDate(JulianDate tt) => Rotate(tt, Nutation.At(tt));

    private static Rotation Rotate(JulianDate tt, Nutation nutation)
    {
        var t = tt.Centuries;
        var gamma = -0.052928 + (t * (10.556378 + (t * (0.4932044 + (t * (-0.00031238 + (t * (-0.000002788 + (t * 0.0000000260)))))))));
        var phi = 84381.412819 + (t * (-46.811016 + (t * (0.0511268 + (t * (0.00053289 + (t * (-0.000000440 + (t * -0.0000000176)))))))));
        var psi = -0.041775 + (t * (5038.481484 + (t * (1.5584175 + (t * (-0.00018522 + (t * (-0.000026452 + (t * -0.0000000148)))))))));
        return Rotation.AboutZ(Angles.FromArcseconds(gamma))
            .Then(Rotation.AboutX(Angles.FromArcseconds(phi)))
            .Then(Rotation.AboutZ(-(Angles.FromArcseconds(psi) + nutation.Longitude)))
            .Then(Rotation.AboutX(-(MeanObliquity(tt) + nutation.Obliquity)));
    }
}
