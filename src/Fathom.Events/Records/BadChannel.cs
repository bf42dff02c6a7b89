using Fathom.Detector.Calibration;

namespace Fathom.Events.Records;

/// <summary>A channel that did not work in a section.</summary>
public readonly record struct BadChannel(ushort Channel, ChannelStatus Status);
