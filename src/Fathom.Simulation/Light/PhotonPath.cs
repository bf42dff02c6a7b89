using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Light;

/// <summary>A photon that reached the PMT sphere.</summary>
/// <param name="End">Where it crossed the sphere [mm].</param>
/// <param name="InScintillator">Path in the scintillator, scatters included [mm].</param>
/// <param name="Flight">Time of flight [ns].</param>
/// <param name="Scatters">Number of Rayleigh scatters on the way.</param>
public readonly record struct PhotonPath(Point End, double InScintillator, double Flight, int Scatters);
