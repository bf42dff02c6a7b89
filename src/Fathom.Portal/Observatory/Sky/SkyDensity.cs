using Fathom.Sky.Sphere;
using Fathom.Vo.Releases;

namespace Fathom.Portal.Observatory.Sky;

/// <summary>How densely the rows of a release lie on the sky.</summary>
internal sealed class SkyDensity
{
    private const int FinestOrder = 6;
    private const double RowsInCell = 40;
    private const double SquareDegreesOfSky = 41252.96;

    /// <summary>Up to so many rows are drawn as points, without a density below them.</summary>
    public const int MostPoints = 2000;

    private readonly long[] _counts;
    private readonly HealpixGrid _grid;

    /// <summary>Counts the rows in cells, small where there are many rows.</summary>
    public SkyDensity(ReleaseTable table)
    {
        int order = (int)Math.Clamp(Math.Floor(Math.Log(Math.Max(1, table.Rows / (12 * RowsInCell)), 4)), 1, FinestOrder);
        _counts = table.Rows <= MostPoints ? new long[new HealpixGrid(0).Cells] : table.CellCounts(order);
        _grid = new HealpixGrid((int)Math.Round(Math.Log(_counts.Length / 12.0, 4)));
        long[] filled = [.. _counts.Where(count => count > 0).Order()];
        Brightest = filled.Length == 0 ? 1 : Math.Max(1, filled[(int)((filled.Length - 1) * 0.995)]);
    }

    /// <summary>Rows in a cell that is drawn in the brightest colour: 0.5 % of the cells that have any hold more.</summary>
    public long Brightest { get; }

    /// <summary>Rows on a square degree there.</summary>
    public double BrightestPerSquareDegree => Brightest * _counts.Length / SquareDegreesOfSky;

    /// <summary>Part of the brightest, 0 to 1, at an ICRS position [deg].</summary>
    public double At(double rightAscension, double declination) => Math.Min(1, (double)_counts[_grid.Nested(rightAscension, declination)] / Brightest);
}
