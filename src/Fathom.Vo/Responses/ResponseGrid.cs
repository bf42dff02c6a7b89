namespace Fathom.Vo.Responses;

/// <summary>Values in the bins of two axes.</summary>
/// <param name="First">Edges of the first axis, ascending; one more than bins.</param>
/// <param name="Second">Edges of the second axis, ascending.</param>
/// <param name="Values">A value a bin: [first, second].</param>
internal sealed record ResponseGrid(double[] First, double[] Second, double[,] Values)
{
    private const double SameEdge = 1e-6;

    /// <summary>Puts rows of bins in order.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="first">Lower and upper edges on the first axis, row by row.</param>
    /// <param name="second">The same on the second.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ResponseFormatException">A bin is missing, there twice, or the bins of an axis do not join.</exception>
    public static ResponseGrid Of(string file, (double[] Low, double[] High) first, (double[] Low, double[] High) second, double[] values)
    {
        double[] one = Edges(file, first.Low, first.High), other = Edges(file, second.Low, second.High);
        var grid = new double[one.Length - 1, other.Length - 1];
        var seen = new bool[one.Length - 1, other.Length - 1];
        for (int row = 0; row < values.Length; row++)
        {
            int i = Array.BinarySearch(one, first.Low[row]), j = Array.BinarySearch(other, second.Low[row]);
            if (seen[i, j])
            {
                throw new ResponseFormatException(file, $"row {row + 1}: the bin that begins at {first.Low[row]}, {second.Low[row]} is there twice.");
            }

            (grid[i, j], seen[i, j]) = (values[row], true);
        }

        return values.Length == grid.Length ? new ResponseGrid(one, other, grid)
            : throw new ResponseFormatException(file, $"expected {grid.Length} bins, found {values.Length}.");
    }

    /// <summary>The same with the second axis mirrored: x becomes −x.</summary>
    public ResponseGrid Mirrored()
    {
        int bins = Second.Length - 1;
        var values = new double[First.Length - 1, bins];
        for (int i = 0; i < First.Length - 1; i++)
        {
            for (int j = 0; j < bins; j++)
            {
                values[i, j] = Values[i, bins - 1 - j];
            }
        }

        return new ResponseGrid(First, [.. Second.Reverse().Select(edge => -edge)], values);
    }

    /// <summary>The edges of bins that join: lower ones in ascending order, then the last upper one.</summary>
    public static double[] Edges(string file, double[] low, double[] high)
    {
        (double Low, double High)[] bins = [.. low.Zip(high).Distinct().OrderBy(bin => bin.First)];
        for (int i = 0; i < bins.Length; i++)
        {
            if (!(bins[i].Low < bins[i].High) || (i > 0 && Math.Abs(bins[i].Low - bins[i - 1].High) > SameEdge * Math.Max(1, Math.Abs(bins[i].Low))))
            {
                throw new ResponseFormatException(file, $"the bin {bins[i].Low} to {bins[i].High} does not join the one before it.");
            }
        }

        return [.. bins.Select(bin => bin.Low), bins[^1].High];
    }
}
