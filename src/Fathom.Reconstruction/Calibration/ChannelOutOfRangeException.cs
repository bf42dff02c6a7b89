namespace Fathom.Reconstruction.Calibration;

/// <summary>A hit on a channel that the detector does not have: the data and the constants do not belong together.</summary>
public sealed class ChannelOutOfRangeException(int channel, int channels)
    : Exception($"A hit is on channel {channel}; the constants know channels 0 to {channels - 1}.")
{
    /// <summary>The channel found.</summary>
    public int Channel { get; } = channel;

    /// <summary>Number of channels of the constants.</summary>
    public int Channels { get; } = channels;
}
