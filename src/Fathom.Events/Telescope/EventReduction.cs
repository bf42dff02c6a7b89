using Fathom.Detector.Telescope;
using Fathom.Sky.Frames;
using Fathom.Sky.Time;

namespace Fathom.Events.Telescope;

/// <summary>Makes the row of an event list from a full event.</summary>
public static class EventReduction
{
    /// <summary>The row of an event whose fit converged.</summary>
    /// <param name="full">The event.</param>
    /// <param name="telescope">Where it was seen.</param>
    /// <param name="azimuthCorrectionDegrees">Misalignment, as for <see cref="TelescopePointing.Source"/> [deg].</param>
    /// <param name="dut1Seconds">UT1 − UTC [s].</param>
    /// <exception cref="ArgumentException">The fit did not converge.</exception>
    public static ReducedEvent Reduce(
        FullEvent full, TelescopeDescription telescope, double azimuthCorrectionDegrees, double dut1Seconds)
    {
        ArgumentNullException.ThrowIfNull(full);
        if (full.Fit.Status != TrackFitStatus.Converged)
        {
            throw new ArgumentException($"The fit of {full.Event.Name} ended as {full.Fit.Status}.", nameof(full));
        }

        var time = ObservationTime.FromUnixSeconds(full.Event.UnixSeconds, dut1Seconds);
        var horizon = TelescopePointing.Horizon(telescope, time);
        var track = full.Fit.Track;
        var seen = TelescopePointing.Source(track, telescope, azimuthCorrectionDegrees);
        var source = horizon.ToEquatorial(seen);
        var galactic = GalacticPosition.From(source);
        var published = full.Event.PublishedTrack is { } other
            ? horizon.ToEquatorial(TelescopePointing.Source(other, telescope, azimuthCorrectionDegrees))
            : new EquatorialPosition(double.NaN, double.NaN);
        return new ReducedEvent(
            full.Event.Name,
            time.Utc.Modified,
            full.Event.UnixSeconds,
            source.RightAscension,
            source.Declination,
            galactic.Longitude,
            galactic.Latitude,
            seen.Zenith,
            seen.Azimuth,
            full.Fit.AngularErrorDegrees,
            full.Fit.HitsUsed,
            full.Fit.NegLogLikelihood,
            full.Fit.EarlyScaleNs,
            full.Fit.LateScaleNs,
            track.DirectionX,
            track.DirectionY,
            track.DirectionZ,
            full.Event.PublishedTrack is { } reference ? track.AngleToDegrees(reference) : double.NaN,
            published.RightAscension,
            published.Declination);
    }
}
