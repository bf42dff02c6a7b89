namespace Fathom.Events.Telescope.Display;

/// <summary>A sphere that holds everything drawn; tracks are drawn inside it.</summary>
internal readonly record struct DisplaySphere(double X, double Y, double Z, double Radius)
{
    private const double Margin = 1.3;

    /// <summary>The sphere around modules, with some room.</summary>
    public static DisplaySphere Around(IReadOnlyList<ModuleSums> modules)
    {
        if (modules.Count == 0)
        {
            return new DisplaySphere(0, 0, 0, 1);
        }

        var x = 0.5 * (modules.Min(m => m.X) + modules.Max(m => m.X));
        var y = 0.5 * (modules.Min(m => m.Y) + modules.Max(m => m.Y));
        var z = 0.5 * (modules.Min(m => m.Z) + modules.Max(m => m.Z));
        var radius = modules.Max(m => Math.Sqrt(((m.X - x) * (m.X - x)) + ((m.Y - y) * (m.Y - y)) + ((m.Z - z) * (m.Z - z))));
        return new DisplaySphere(x, y, z, Margin * Math.Max(radius, 1));
    }

    /// <summary>Where a track enters and leaves, as distances along it from its point; its nearest place twice if it misses.</summary>
    public (double Enter, double Leave) Cut(MuonTrack track)
    {
        var (dx, dy, dz) = (X - track.X, Y - track.Y, Z - track.Z);
        var along = (dx * track.DirectionX) + (dy * track.DirectionY) + (dz * track.DirectionZ);
        var half = (Radius * Radius) - ((dx * dx) + (dy * dy) + (dz * dz)) + (along * along);
        var length = Math.Sqrt(Math.Max(half, 0));
        return (along - length, along + length);
    }
}
