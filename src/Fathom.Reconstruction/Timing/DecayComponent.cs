namespace Fathom.Reconstruction.Timing;

/// <summary>One exponential of the scintillator's light.</summary>
/// <param name="Weight">Fraction of the photons; the components of a pulse are scaled to a sum of 1.</param>
/// <param name="Time">Decay time [ns].</param>
public readonly record struct DecayComponent(double Weight, double Time);
