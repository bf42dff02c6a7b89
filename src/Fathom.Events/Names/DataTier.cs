namespace Fathom.Events.Names;

/// <summary>How far data have come.</summary>
public enum DataTier : byte
{
    /// <summary>Byte stream of the data acquisition.</summary>
    Raw = 0,

    /// <summary>Decoded and checked.</summary>
    Rtraw = 1,

    /// <summary>Calibrated and reconstructed.</summary>
    Esd = 2,

    /// <summary>Compact: no hits.</summary>
    MiniEsd = 3,
}
