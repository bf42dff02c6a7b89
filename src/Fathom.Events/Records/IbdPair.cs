namespace Fathom.Events.Records;

/// <summary>A prompt and a delayed event that look like inverse beta decay: an entry of the stream IbdPair.</summary>
/// <param name="Prompt">Entry of the prompt event in the navigator.</param>
/// <param name="Delayed">Entry of the delayed event in the navigator.</param>
/// <param name="TimeDifferenceNs">Delayed less prompt [ns].</param>
/// <param name="Distance">Distance of the vertices [mm].</param>
public readonly record struct IbdPair(long Prompt, long Delayed, long TimeDifferenceNs, double Distance);
