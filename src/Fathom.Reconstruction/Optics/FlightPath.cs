using System.Runtime.CompilerServices;

namespace Fathom.Reconstruction.Optics;

/// <summary>Time of flight on a straight line through scintillator and water, and its gradient.</summary>
/// <remarks>
/// t = (n_LS·s + n_W·(d − s))/c with s the length inside the sphere of the target and its wall; group indices of the
/// detector's description (1.5 and 1.355 as in arXiv:2211.16768). The line is not bent at the wall: by Fermat's
/// principle the time is wrong only in second order of the bending.
/// </remarks>
/// <param name="targetRadius">Outer radius of the inner medium [mm].</param>
/// <param name="inner">Slowness of the inner medium, n/c [ns/mm].</param>
/// <param name="outer">Slowness of the outer medium, n/c [ns/mm].</param>
public readonly struct FlightPath(double targetRadius, double inner, double outer)
{
    private readonly double _squaredRadius = targetRadius * targetRadius;

    /// <summary>Slowness of the inner medium [ns/mm].</summary>
    public double Inner => inner;

    /// <summary>Flight time [ns] from a vertex to a PMT.</summary>
    public double Time(double vx, double vy, double vz, double px, double py, double pz)
    {
        double dx = px - vx, dy = py - vy, dz = pz - vz;
        var distance = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
        var along = ((vx * dx) + (vy * dy) + (vz * dz)) / distance;
        var root = Math.Sqrt(Math.Max(0, (along * along) + _squaredRadius - (vx * vx) - (vy * vy) - (vz * vz)));
        var inside = Math.Clamp(root - along, 0, distance);
        return (outer * distance) + ((inner - outer) * inside);
    }

    /// <summary>Flight time [ns] and its gradient with respect to the vertex [ns/mm].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Time(
        double vx, double vy, double vz, double px, double py, double pz, out double gx, out double gy, out double gz)
    {
        double dx = px - vx, dy = py - vy, dz = pz - vz;
        var distance = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
        var inverse = 1 / distance;
        double ux = dx * inverse, uy = dy * inverse, uz = dz * inverse;
        var along = (vx * ux) + (vy * uy) + (vz * uz);
        var root = Math.Sqrt(Math.Max(0, (along * along) + _squaredRadius - (vx * vx) - (vy * vy) - (vz * vz)));
        var inside = root - along;
        if (!(root > 0) || inside <= 0 || inside >= distance)
        {
            var slowness = inside >= distance ? inner : outer;
            (gx, gy, gz) = (-slowness * ux, -slowness * uy, -slowness * uz);
            return slowness * distance;
        }

        // s = root − b with b = v·u: ∂b = u + (b·u − v)/d and ∂root = (b·∂b − v)/root, so that ∂t is along u and v
        var difference = inner - outer;
        var inverseRoot = 1 / root;
        var share = (along * inverseRoot) - 1;
        var alongU = (difference * share * (1 + (along * inverse))) - outer;
        var alongV = difference * ((share * inverse) + inverseRoot);
        gx = (alongU * ux) - (alongV * vx);
        gy = (alongU * uy) - (alongV * vy);
        gz = (alongU * uz) - (alongV * vz);
        return (outer * distance) + (difference * inside);
    }
}
