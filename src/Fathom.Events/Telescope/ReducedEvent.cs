namespace Fathom.Events.Telescope;

/// <summary>One row of an event list: where from, when, how well.</summary>
/// <param name="Name">Name of the event.</param>
/// <param name="ModifiedJulianDate">UTC [d].</param>
/// <param name="UnixSeconds">UTC, POSIX count [s].</param>
/// <param name="RightAscension">ICRS right ascension of the source [deg].</param>
/// <param name="Declination">ICRS declination of the source [deg].</param>
/// <param name="GalacticLongitude">Galactic longitude of the source [deg].</param>
/// <param name="GalacticLatitude">Galactic latitude of the source [deg].</param>
/// <param name="Zenith">Zenith angle of the source [deg].</param>
/// <param name="Azimuth">Azimuth of the source from true north over east [deg].</param>
/// <param name="AngularError">One-sigma statistical error of the direction [deg].</param>
/// <param name="HitsUsed">Hits in the fit.</param>
/// <param name="NegLogLikelihood">−ln L of the fit.</param>
/// <param name="EarlyScaleNs">Scale of the early side of the residuals [ns].</param>
/// <param name="LateScaleNs">Scale of their late side [ns].</param>
/// <param name="DirectionX">x of the direction of travel in the frame of the detector.</param>
/// <param name="DirectionY">y of it.</param>
/// <param name="DirectionZ">z of it.</param>
/// <param name="SeparationFromPublished">Angle to the published track in the frame of the detector [deg], NaN without one.</param>
/// <param name="PublishedRightAscension">Where the published track points, transformed in the same way [deg], or NaN.</param>
/// <param name="PublishedDeclination">Where the published track points [deg], or NaN.</param>
public sealed record ReducedEvent(
    string Name,
    double ModifiedJulianDate,
    double UnixSeconds,
    double RightAscension,
    double Declination,
    double GalacticLongitude,
    double GalacticLatitude,
    double Zenith,
    double Azimuth,
    double AngularError,
    int HitsUsed,
    double NegLogLikelihood,
    double EarlyScaleNs,
    double LateScaleNs,
    double DirectionX,
    double DirectionY,
    double DirectionZ,
    double SeparationFromPublished,
    double PublishedRightAscension,
    double PublishedDeclination);
