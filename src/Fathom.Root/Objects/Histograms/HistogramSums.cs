namespace Fathom.Root.Objects.Histograms;

/// <summary>Sums from which ROOT tells mean and width, here from the centres of the bins (TH1::GetStats).</summary>
/// <param name="Weights">Σ w within the range.</param>
/// <param name="Squares">Σ w².</param>
/// <param name="X">Σ w x.</param>
/// <param name="XX">Σ w x².</param>
/// <param name="Y">Σ w y.</param>
/// <param name="YY">Σ w y².</param>
/// <param name="XY">Σ w x y.</param>
internal readonly record struct HistogramSums(double Weights, double Squares, double X, double XX, double Y, double YY, double XY)
{
    internal static HistogramSums Of(Histogram histogram)
    {
        HistogramSums sums = default;
        HistogramAxis x = histogram.Axes[0];
        HistogramAxis? y = histogram.Axes.Count > 1 ? histogram.Axes[1] : null;
        int rows = y?.Bins ?? 1;
        for (int row = 1; row <= rows; row++)
        {
            double atY = y is null ? 0 : Centre(y, row);
            for (int column = 1; column <= x.Bins; column++)
            {
                int bin = column + ((y is null ? 0 : row) * (x.Bins + 2));
                double weight = histogram.Contents[bin];
                double square = histogram.SumsOfSquares.Length > 0 ? histogram.SumsOfSquares[bin] : Math.Abs(weight);
                double atX = Centre(x, column);
                sums = new HistogramSums(
                    sums.Weights + weight, sums.Squares + square, sums.X + (weight * atX), sums.XX + (weight * atX * atX),
                    sums.Y + (weight * atY), sums.YY + (weight * atY * atY), sums.XY + (weight * atX * atY));
            }
        }

        return sums;
    }

    private static double Centre(HistogramAxis axis, int bin) => (axis.Edges[bin - 1] + axis.Edges[bin]) / 2;
}
