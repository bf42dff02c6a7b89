using Fathom.Events.Telescope;
using Fathom.Reconstruction.Telescope;

namespace Fathom.Reconstruction.Tests.Telescope;

/// <summary>A small telescope of lines of modules, and light of a known muon on it, from a seed.</summary>
internal sealed class SyntheticTelescope(int seed)
{
    public static readonly CherenkovLight Light = new(1.3499, 1.3797);

    private const int Lines = 5;
    private const int Floors = 12;
    private const double Reach = 90;

    private ulong _state = (ulong)seed;

    /// <summary>A track through the telescope in a random direction.</summary>
    public MuonTrack Track()
    {
        var z = (2 * Uniform()) - 1;
        var phi = Math.Tau * Uniform();
        var r = Math.Sqrt(1 - (z * z));
        return new MuonTrack(
            (Uniform() - 0.5) * 100, (Uniform() - 0.5) * 100, 300 + ((Uniform() - 0.5) * 100),
            r * Math.Cos(phi), r * Math.Sin(phi), z, 500 * Uniform());
    }

    /// <summary>Hits: five PMTs of every near module with direct light, late scattered light, and background in time.</summary>
    public TelescopeHits Hits(MuonTrack track, double sigmaNs, double lateFraction, int background)
    {
        var list = new List<(int Dom, byte Channel, double X, double Y, double Z, double Time, bool Triggered)>();
        for (var dom = 0; dom < Lines * Lines * Floors; dom++)
        {
            var (x, y, z) = Place(dom);
            double[] residual = [0];
            ArrivalTimes.Residuals(track, Light, [x], [y], [z], [0], residual);
            if (Distance(track, x, y, z) < Reach)
            {
                for (byte channel = 0; channel < 5; channel++)
                {
                    var late = Uniform() < lateFraction ? -80 * Math.Log(1 - Uniform()) : 0;
                    list.Add((dom, channel, x, y, z, -residual[0] + (sigmaNs * Gaussian()) + late, true));
                }
            }
        }

        for (var i = 0; i < background; i++)
        {
            var dom = (int)(Uniform() * Lines * Lines * Floors);
            var (x, y, z) = Place(dom);
            list.Add((dom, (byte)(5 + (Uniform() * 26)), x, y, z, (Uniform() * 8000) - 4000, false));
        }

        return Columns(list);
    }

    private static TelescopeHits Columns(List<(int Dom, byte Channel, double X, double Y, double Z, double Time, bool Triggered)> list)
    {
        var hits = new TelescopeHits(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            (hits.DomId[i], hits.Channel[i], hits.X[i], hits.Y[i], hits.Z[i], hits.Time[i], hits.Triggered[i]) = list[i];
        }

        return hits;
    }

    private static (double X, double Y, double Z) Place(int dom)
    {
        var (line, floor) = (dom / Floors, dom % Floors);
        return (((line % Lines) - 2) * 90.0, ((line / Lines) - 2) * 90.0, 100 + (floor * 36.0));
    }

    private static double Distance(MuonTrack track, double x, double y, double z)
    {
        var (dx, dy, dz) = (x - track.X, y - track.Y, z - track.Z);
        var along = (dx * track.DirectionX) + (dy * track.DirectionY) + (dz * track.DirectionZ);
        return Math.Sqrt(Math.Max((dx * dx) + (dy * dy) + (dz * dz) - (along * along), 0));
    }

    private double Uniform()
    {
        _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        var mixed = (_state ^ (_state >> 33)) * 0xff51afd7ed558ccdUL;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(Math.Tau * Uniform());
}
