namespace Fathom.Events.Telescope.Km3Net.Offline;

/// <summary>Hits as columns of equal length (class Hit).</summary>
/// <param name="DomId">Identifier of the optical module.</param>
/// <param name="Channel">PMT within the module, 0–30.</param>
/// <param name="Tdc">Raw time [ns].</param>
/// <param name="TimeOverThreshold">Time over threshold [ns].</param>
/// <param name="Trigger">The triggers that the hit took part in, a bit each; 0 for none.</param>
/// <param name="Time">Calibrated time since the begin of the frame [ns].</param>
/// <param name="Amplitude">In photo-electrons.</param>
/// <param name="Places">Place and direction of the PMT; zeros where the file is not calibrated.</param>
public sealed record OfflineHits(
    int[] DomId,
    byte[] Channel,
    uint[] Tdc,
    byte[] TimeOverThreshold,
    ulong[] Trigger,
    double[] Time,
    double[] Amplitude,
    PlaceColumns Places)
{
    /// <summary>Number of hits.</summary>
    public int Count => DomId.Length;
}

/// <summary>Places [m] and unit vectors as columns of equal length.</summary>
/// <param name="X">x [m].</param>
/// <param name="Y">y [m].</param>
/// <param name="Z">z [m].</param>
/// <param name="DirectionX">x of the unit vector.</param>
/// <param name="DirectionY">y of the unit vector.</param>
/// <param name="DirectionZ">z of the unit vector.</param>
public sealed record PlaceColumns(double[] X, double[] Y, double[] Z, double[] DirectionX, double[] DirectionY, double[] DirectionZ);
