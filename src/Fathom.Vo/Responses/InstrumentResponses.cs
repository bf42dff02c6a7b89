namespace Fathom.Vo.Responses;

/// <summary>Effective area by energy and by the zenith angle from which a neutrino comes.</summary>
/// <param name="Energy">Edges of the neutrino energy [GeV].</param>
/// <param name="CosZenith">Edges of cos zenith; +1: from above, down-going.</param>
/// <param name="Area">Area [m²]: [energy, cos zenith].</param>
public sealed record EffectiveArea(double[] Energy, double[] CosZenith, double[,] Area);

/// <summary>Point spread: how densely reconstructed directions lie around the true one.</summary>
/// <param name="Energy">Edges of the neutrino energy [GeV].</param>
/// <param name="Radius">Edges of the angle to the true direction [deg], from 0.</param>
/// <param name="Density">Density of directions [1/sr], whose integral over the sphere is 1: [energy, radius].</param>
public sealed record PointSpread(double[] Energy, double[] Radius, double[,] Density);

/// <summary>Energy dispersion: the distribution of the reconstructed energy.</summary>
/// <param name="Energy">Edges of the neutrino energy [GeV].</param>
/// <param name="Reconstructed">Edges of the reconstructed energy [GeV].</param>
/// <param name="Probability">Probability of each bin, sum 1 (0 where nothing was simulated): [energy, reconstructed].</param>
public sealed record EnergyDispersion(double[] Energy, double[] Reconstructed, double[,] Probability);

/// <summary>Background of atmospheric neutrinos and muons.</summary>
/// <param name="Reconstructed">Edges of the reconstructed energy [GeV].</param>
/// <param name="SinDeclination">Edges of sin declination.</param>
/// <param name="Rate">Rate of events in the whole band of declination [1/s]: [reconstructed, sin declination].</param>
public sealed record BackgroundRate(double[] Reconstructed, double[] SinDeclination, double[,] Rate);
