namespace Fathom.Detector.Calibration;

/// <summary>Whether a channel's hits can be used.</summary>
public enum ChannelStatus : byte
{
    /// <summary>Works.</summary>
    Good = 0,

    /// <summary>Gives no hits.</summary>
    Dead = 1,

    /// <summary>Gives hits that must not be used (flashing or far too noisy).</summary>
    Noisy = 2,
}
