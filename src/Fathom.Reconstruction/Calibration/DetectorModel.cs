using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Reconstruction.Energy;
using Fathom.Reconstruction.Optics;
using Fathom.Reconstruction.Timing;

namespace Fathom.Reconstruction.Calibration;

/// <summary>A detector and its constants as the algorithms use them: made once per file, read by all threads.</summary>
public sealed class DetectorModel
{
    private readonly bool[] _dynode;
    private readonly double[] _darkPerNs;

    /// <summary>Combines a geometry with constants.</summary>
    /// <exception cref="ArgumentException">The constants belong to another detector.</exception>
    public DetectorModel(DetectorGeometry geometry, CalibrationConstants constants)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(constants);
        constants.MustFit(geometry);
        (Geometry, Constants) = (geometry, constants);
        var target = geometry.Description.Target;
        const double c = DetectorGeometry.SpeedOfLight;
        // The wall counts as scintillator: its index is the same
        Flight = new FlightPath(geometry.AcrylicOuterRadius, target.ScintillatorIndex / c, target.WaterIndex / c);
        Light = new LightResponse(geometry, constants);
        DynodeTimes = new ArrivalTimes(geometry, Flight, PmtType.Dynode);
        _dynode = new bool[geometry.PmtCount];
        _darkPerNs = new double[geometry.PmtCount];
        for (var i = 0; i < geometry.PmtCount; i++)
        {
            var good = constants.Status[i] == ChannelStatus.Good;
            _dynode[i] = good && geometry.Types[i] == PmtType.Dynode;
            _darkPerNs[i] = good ? constants.DarkRate[i] * 1e-9 : 0;
            DarkRate += _darkPerNs[i];
            DynodeDarkRate += _dynode[i] ? _darkPerNs[i] : 0;
            DarkMomentX += _darkPerNs[i] * geometry.X[i];
            DarkMomentY += _darkPerNs[i] * geometry.Y[i];
            DarkMomentZ += _darkPerNs[i] * geometry.Z[i];
        }
    }

    /// <summary>The geometry.</summary>
    public DetectorGeometry Geometry { get; }

    /// <summary>The constants.</summary>
    public CalibrationConstants Constants { get; }

    /// <summary>Number of channels.</summary>
    public int Channels => Geometry.PmtCount;

    /// <summary>PMT x [mm], shape (nPmt).</summary>
    public ReadOnlySpan<double> X => Geometry.X;

    /// <summary>PMT y [mm], shape (nPmt).</summary>
    public ReadOnlySpan<double> Y => Geometry.Y;

    /// <summary>PMT z [mm], shape (nPmt).</summary>
    public ReadOnlySpan<double> Z => Geometry.Z;

    /// <summary>Radius of the target [mm].</summary>
    public double TargetRadius => Geometry.TargetRadius;

    /// <summary>Length of the readout window [ns].</summary>
    public double Window => Geometry.Description.Readout.WindowNs;

    /// <summary>Time of flight in this detector.</summary>
    public FlightPath Flight { get; }

    /// <summary>Light seen by the good channels.</summary>
    public LightResponse Light { get; }

    /// <summary>When light arrives at a dynode PMT.</summary>
    public ArrivalTimes DynodeTimes { get; }

    /// <summary>Dark rate of all good channels [1/ns].</summary>
    public double DarkRate { get; }

    /// <summary>Dark rate of the good dynode channels [1/ns].</summary>
    public double DynodeDarkRate { get; }

    /// <summary>Σ dark rate·x over the good channels [mm/ns].</summary>
    public double DarkMomentX { get; }

    /// <summary>Σ dark rate·y over the good channels [mm/ns].</summary>
    public double DarkMomentY { get; }

    /// <summary>Σ dark rate·z over the good channels [mm/ns].</summary>
    public double DarkMomentZ { get; }

    /// <summary>Whether a channel is a good dynode PMT.</summary>
    public bool IsDynode(int channel) => _dynode[channel];

    /// <summary>Distance of a PMT from a point (x, y, z, …) [mm].</summary>
    public double Distance(int channel, ReadOnlySpan<double> point)
    {
        double dx = Geometry.X[channel] - point[0], dy = Geometry.Y[channel] - point[1], dz = Geometry.Z[channel] - point[2];
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }

    /// <summary>Flight time of light from a point (x, y, z, …) to a PMT [ns].</summary>
    public double FlightTime(int channel, ReadOnlySpan<double> point) => Flight.Time(
        point[0], point[1], point[2], Geometry.X[channel], Geometry.Y[channel], Geometry.Z[channel]);
}
