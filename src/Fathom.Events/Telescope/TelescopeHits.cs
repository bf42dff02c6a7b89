namespace Fathom.Events.Telescope;

/// <summary>The photon hits of one event of a neutrino telescope, as columns of equal length.</summary>
/// <remarks>
/// Positions and directions are those of the PMT in the frame of the detector [m], after calibration of positions.
/// KM3NeT data are in metres and nanoseconds; unlike the detector files of Fathom nothing here is in millimetres.
/// </remarks>
public sealed class TelescopeHits
{
    /// <summary>Makes room for a number of hits.</summary>
    public TelescopeHits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        DomId = new int[count];
        Channel = new byte[count];
        Floor = new byte[count];
        DetectionUnit = new ushort[count];
        Tdc = new uint[count];
        Time = new double[count];
        TimeOverThreshold = new byte[count];
        X = new double[count];
        Y = new double[count];
        Z = new double[count];
        DirectionX = new double[count];
        DirectionY = new double[count];
        DirectionZ = new double[count];
        Triggered = new bool[count];
    }

    /// <summary>Number of hits.</summary>
    public int Count => DomId.Length;

    /// <summary>
    /// Whether every PMT looks in a direction: hits as the data acquisition stores them have neither places nor directions.
    /// </summary>
    public bool HavePlaces
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                var square = (DirectionX[i] * DirectionX[i]) + (DirectionY[i] * DirectionY[i]) + (DirectionZ[i] * DirectionZ[i]);
                if (!(square > 0.5) || !double.IsFinite(X[i] + Y[i] + Z[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Identifier of the optical module.</summary>
    public int[] DomId { get; }

    /// <summary>PMT within the module, 0–30.</summary>
    public byte[] Channel { get; }

    /// <summary>Floor of the module on its line, from 1 at the bottom; 0 where the source does not tell.</summary>
    public byte[] Floor { get; }

    /// <summary>Number of the detection unit (the line), from 1; 0 where the source does not tell.</summary>
    public ushort[] DetectionUnit { get; }

    /// <summary>Raw time-to-digital-converter value [ns], before calibration.</summary>
    public uint[] Tdc { get; }

    /// <summary>Calibrated time [ns], relative to the first triggered hit.</summary>
    public double[] Time { get; }

    /// <summary>Time over threshold [ns].</summary>
    public byte[] TimeOverThreshold { get; }

    /// <summary>x of the PMT [m].</summary>
    public double[] X { get; }

    /// <summary>y of the PMT [m].</summary>
    public double[] Y { get; }

    /// <summary>z of the PMT [m].</summary>
    public double[] Z { get; }

    /// <summary>x of the unit vector along which the PMT looks.</summary>
    public double[] DirectionX { get; }

    /// <summary>y of that unit vector.</summary>
    public double[] DirectionY { get; }

    /// <summary>z of that unit vector.</summary>
    public double[] DirectionZ { get; }

    /// <summary>Whether the hit took part in the trigger.</summary>
    public bool[] Triggered { get; }
}
