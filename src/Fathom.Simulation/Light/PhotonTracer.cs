using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Light;

/// <summary>Follows photons from where they are made to the PMT sphere.</summary>
/// <remarks>
/// Straight lines between Rayleigh scatters, which redirect with 1 + cos²θ and lose nothing; absorption is the caller's, from the
/// path in the scintillator. Light travels at c/n of scintillator, acrylic and water. Bending and total reflection at the acrylic, and
/// scattering in water, are left to a later issue: they matter most beyond about 16 m.
/// </remarks>
public sealed class PhotonTracer
{
    private readonly double _target2;
    private readonly double _acrylic2;
    private readonly double _sphere2;
    private readonly double _rayleigh;
    private readonly double _scintillatorIndex;
    private readonly double _acrylicIndex;
    private readonly double _waterIndex;

    /// <summary>Makes a tracer for a detector.</summary>
    public PhotonTracer(DetectorGeometry geometry)
    {
        var target = geometry.Description.Target;
        _target2 = geometry.TargetRadius * geometry.TargetRadius;
        _acrylic2 = geometry.AcrylicOuterRadius * geometry.AcrylicOuterRadius;
        _sphere2 = geometry.PmtSphereRadius * geometry.PmtSphereRadius;
        _rayleigh = geometry.Description.Scintillator.RayleighLengthMm;
        (_scintillatorIndex, _acrylicIndex, _waterIndex) = (target.ScintillatorIndex, target.AcrylicIndex, target.WaterIndex);
    }

    /// <summary>Traces one photon, made inside the target with a random direction.</summary>
    public PhotonPath Trace(Point from, SeededRandom random)
    {
        var direction = Point.Isotropic(random);
        var path = 0.0;
        for (var scatters = 0; ; scatters++)
        {
            var along = (from.X * direction.X) + (from.Y * direction.Y) + (from.Z * direction.Z);
            var impact2 = (from.X * from.X) + (from.Y * from.Y) + (from.Z * from.Z) - (along * along);
            var exit = Math.Sqrt(Math.Max(0, _target2 - impact2));
            var toExit = exit - along;
            var toScatter = _rayleigh * random.NextExponential();
            if (toScatter >= toExit)
            {
                return Leave(from, direction, along, impact2, exit, path + toExit, scatters);
            }

            from = from.Along(direction, toScatter);
            path += toScatter;
            direction = Rayleigh.Scatter(direction, random);
        }
    }

    private PhotonPath Leave(in Point from, in Point direction, double along, double impact2, double exit, double path, int scatters)
    {
        var acrylic = Math.Sqrt(_acrylic2 - impact2);
        var sphere = Math.Sqrt(_sphere2 - impact2);
        var optical = (path * _scintillatorIndex) + ((acrylic - exit) * _acrylicIndex) + ((sphere - acrylic) * _waterIndex);
        return new PhotonPath(from.Along(direction, sphere - along), path, optical / DetectorGeometry.SpeedOfLight, scatters);
    }
}
