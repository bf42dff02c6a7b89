namespace Fathom.Benchmarks;

/// <summary>How well positrons of one energy at one place are reconstructed.</summary>
/// <param name="Kinetic">Kinetic energy [MeV].</param>
/// <param name="Radius">Distance of the start from the centre [mm].</param>
/// <param name="Simulated">Positrons simulated.</param>
/// <param name="Converged">Events whose chosen vertex converged; the figures below are theirs.</param>
/// <param name="EnergyBias">Mean visible energy over the true one, less 1.</param>
/// <param name="EnergyResolution">Standard deviation of the visible energy over the true one.</param>
/// <param name="Displacement">Length of the mean displacement of the vertex [mm].</param>
/// <param name="AxisSigma">Standard deviation of the vertex along one axis, averaged over the three [mm].</param>
/// <param name="Distance68">Distance from the true place within which 68 % of the vertices lie [mm].</param>
/// <param name="CentroidDisplacement">The same as <paramref name="Displacement"/> for the charge centroid [mm].</param>
/// <param name="CentroidDistance68">The same as <paramref name="Distance68"/> for the charge centroid [mm].</param>
internal sealed record ResolutionPoint(
    double Kinetic,
    double Radius,
    int Simulated,
    int Converged,
    double EnergyBias,
    double EnergyResolution,
    double Displacement,
    double AxisSigma,
    double Distance68,
    double CentroidDisplacement,
    double CentroidDistance68);
