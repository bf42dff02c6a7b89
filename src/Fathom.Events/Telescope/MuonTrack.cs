namespace Fathom.Events.Telescope;

/// <summary>A straight muon track in the frame of the detector: x to grid east, y to grid north, z up.</summary>
/// <param name="X">x of a point on the track [m].</param>
/// <param name="Y">y of that point [m].</param>
/// <param name="Z">z of that point [m].</param>
/// <param name="DirectionX">x of the unit vector along which the muon travels.</param>
/// <param name="DirectionY">y of that unit vector.</param>
/// <param name="DirectionZ">z of that unit vector.</param>
/// <param name="Time">Time at which the muon passes the point [ns], on the clock of the hits.</param>
public readonly record struct MuonTrack(
    double X, double Y, double Z, double DirectionX, double DirectionY, double DirectionZ, double Time)
{
    /// <summary>Zenith angle of the source, from which the muon comes: 0 is straight down-going [deg].</summary>
    public double ZenithDegrees => double.RadiansToDegrees(Math.Acos(Math.Clamp(-DirectionZ, -1.0, 1.0)));

    /// <summary>Angle between the directions of two tracks [deg].</summary>
    public double AngleToDegrees(MuonTrack other)
    {
        var cx = (DirectionY * other.DirectionZ) - (DirectionZ * other.DirectionY);
        var cy = (DirectionZ * other.DirectionX) - (DirectionX * other.DirectionZ);
        var cz = (DirectionX * other.DirectionY) - (DirectionY * other.DirectionX);
        var dot = (DirectionX * other.DirectionX) + (DirectionY * other.DirectionY) + (DirectionZ * other.DirectionZ);
        return double.RadiansToDegrees(Math.Atan2(Math.Sqrt((cx * cx) + (cy * cy) + (cz * cz)), dot));
    }
}
