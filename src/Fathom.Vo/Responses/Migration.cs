namespace Fathom.Vo.Responses;

/// <summary>Energy dispersion by migra, the reconstructed over the true energy.</summary>
public static class Migration
{
    private const double Least = 1e-12;
    private const double Near = 1e-6;

    /// <summary>The density dP/dmigra with one axis of migra for all true energies; true energies stand at the centres of their bins.</summary>
    /// <param name="dispersion">Bins of both energies; widths may differ.</param>
    /// <returns>Edges of migra, and the density: [energy, migra], whose integral is 1 where the dispersion's sum is.</returns>
    public static (double[] Edges, double[,] Density) Of(EnergyDispersion dispersion)
    {
        double[] truth = [.. dispersion.Energy.Zip(dispersion.Energy.Skip(1), (low, high) => Math.Log10(low * high) / 2)];
        double[] reconstructed = [.. dispersion.Reconstructed.Select(Math.Log10)];
        double step = reconstructed.Zip(reconstructed.Skip(1), (low, high) => high - low).Min();

        // Edges lie on those of the first energy's bins, and reach as far as any energy's do.
        int below = (int)Math.Ceiling(((truth[^1] - truth[0]) / step) - Near);
        int above = (int)Math.Ceiling(((reconstructed[^1] - reconstructed[0]) / step) - Near);
        double[] edges = [.. Enumerable.Range(-below, below + above + 1).Select(at => reconstructed[0] - truth[0] + (at * step))];
        var density = new double[truth.Length, edges.Length - 1];
        for (int i = 0; i < truth.Length; i++)
        {
            for (int j = 0; j < reconstructed.Length - 1; j++)
            {
                Spread(dispersion.Probability[i, j], reconstructed[j] - truth[i], reconstructed[j + 1] - truth[i], edges, i, density);
            }
        }

        return ([.. edges.Select(edge => Math.Pow(10, edge))], density);
    }

    // A bin's probability lies evenly in the logarithm of the energy.
    private static void Spread(double probability, double low, double high, double[] edges, int energy, double[,] density)
    {
        for (int k = 0; probability > 0 && k < edges.Length - 1; k++)
        {
            double shared = Math.Min(high, edges[k + 1]) - Math.Max(low, edges[k]);
            if (shared > Least)
            {
                density[energy, k] += probability * shared / (high - low) / (Math.Pow(10, edges[k + 1]) - Math.Pow(10, edges[k]));
            }
        }
    }
}
