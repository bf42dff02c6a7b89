using Fathom.Detector.Geometry;

namespace Fathom.Detector.Calibration;

/// <summary>Constants of every channel, and the light map, for some stretch of runs.</summary>
/// <remarks>From which run to which they hold is kept by the catalogue's conditions tag, not here.</remarks>
public sealed class CalibrationConstants
{
    /// <summary>Makes a set; the columns have equal length.</summary>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public CalibrationConstants(string detector, float[] gain, float[] timeOffset, float[] darkRate, ChannelStatus[] status, LightMap light)
    {
        if (timeOffset.Length != gain.Length || darkRate.Length != gain.Length || status.Length != gain.Length)
        {
            throw new ArgumentException(
                $"Columns differ in length: gain {gain.Length}, time offset {timeOffset.Length}, dark rate {darkRate.Length}, status {status.Length}.");
        }

        (Detector, Gain, TimeOffset, DarkRate, Status, Light) = (detector, gain, timeOffset, darkRate, status, light);
    }

    /// <summary>Name of the detector that they belong to.</summary>
    public string Detector { get; }

    /// <summary>Number of channels.</summary>
    public int ChannelCount => Gain.Length;

    /// <summary>Gain [ADC counts/PE], shape (nPmt).</summary>
    public float[] Gain { get; }

    /// <summary>Time offset [ns], shape (nPmt): recorded time = true time + offset.</summary>
    public float[] TimeOffset { get; }

    /// <summary>Dark count rate [Hz], shape (nPmt).</summary>
    public float[] DarkRate { get; }

    /// <summary>Status, shape (nPmt).</summary>
    public ChannelStatus[] Status { get; }

    /// <summary>Expected light by radius and angle, as calibration sources would measure it.</summary>
    public LightMap Light { get; }

    /// <summary>Reads a file of constants.</summary>
    /// <exception cref="CalibrationFileException">The file is damaged or of another kind.</exception>
    public static CalibrationConstants Load(string path) => CalibrationFile.Read(path);

    /// <summary>Writes a file of constants; equal constants give equal bytes.</summary>
    public void Save(string path) => CalibrationFile.Write(path, this);

    /// <summary>Checks that the constants belong to the detector.</summary>
    /// <exception cref="ArgumentException">Another detector, or another number of channels.</exception>
    public void MustFit(DetectorGeometry geometry)
    {
        if (Detector != geometry.Name || ChannelCount != geometry.PmtCount)
        {
            throw new ArgumentException(
                $"Constants are for {Detector} with {ChannelCount} channels, the detector is {geometry.Name} with {geometry.PmtCount}.");
        }
    }
}
