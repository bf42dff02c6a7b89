using Fathom.Detector.Telescope;
using Fathom.Sky.Earth;
using Fathom.Sky.Frames;
using Fathom.Sky.Time;

namespace Fathom.Events.Telescope;

/// <summary>From a track in the frame of the detector to the place in the sky that it comes from.</summary>
/// <remarks>
/// KM3NeT's convention: the detector's x and y axes lie along the easting and northing of the UTM grid;
/// azimuth in that frame = 90° − azimuth (north over east) + convergence of the grid. The neutrino comes from the
/// direction opposite to the track's travel.
/// </remarks>
public static class TelescopePointing
{
    /// <summary>Where in the sky of the site the track comes from.</summary>
    /// <param name="track">The track.</param>
    /// <param name="telescope">The site.</param>
    /// <param name="azimuthCorrectionDegrees">
    /// Added to the track's azimuthal angle first [deg]: a known misalignment of the detector at the time of the event.
    /// </param>
    public static HorizontalPosition Source(MuonTrack track, TelescopeDescription telescope, double azimuthCorrectionDegrees)
    {
        ArgumentNullException.ThrowIfNull(telescope);
        var travel = double.RadiansToDegrees(Math.Atan2(track.DirectionY, track.DirectionX)) + azimuthCorrectionDegrees;
        var azimuth = 90.0 - (travel + 180.0) + telescope.GridConvergenceDeg;
        return new HorizontalPosition(azimuth - (360.0 * Math.Floor(azimuth / 360.0)), 90.0 - track.ZenithDegrees);
    }

    /// <summary>The horizon of the telescope at a time.</summary>
    public static HorizontalFrame Horizon(TelescopeDescription telescope, ObservationTime time)
    {
        ArgumentNullException.ThrowIfNull(telescope);
        return new HorizontalFrame(
            new GeodeticSite(telescope.LatitudeDeg, telescope.LongitudeDeg, telescope.HeightM), time);
    }
}
