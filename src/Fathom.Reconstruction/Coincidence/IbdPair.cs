namespace Fathom.Reconstruction.Coincidence;

/// <summary>A candidate inverse beta decay: two entries of one section.</summary>
/// <param name="Prompt">Index of the prompt event (the positron).</param>
/// <param name="Delayed">Index of the delayed event (the neutron's capture).</param>
/// <param name="Delay">Time between them [ns].</param>
/// <param name="Distance">Distance between their vertices [mm].</param>
public readonly record struct IbdPair(int Prompt, int Delayed, long Delay, double Distance);
