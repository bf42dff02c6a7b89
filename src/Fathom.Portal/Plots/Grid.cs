namespace Fathom.Portal.Plots;

/// <summary>Counts in two dimensions: bins of equal width in x and y.</summary>
/// <param name="X">Lower and upper edge in x.</param>
/// <param name="Y">Lower and upper edge in y.</param>
/// <param name="Columns">Bins in x.</param>
/// <param name="Rows">Bins in y.</param>
/// <param name="Counts">Entries, shape (Columns × Rows), x slowest.</param>
public sealed record Grid((double Low, double High) X, (double Low, double High) Y, int Columns, int Rows, long[] Counts)
{
    /// <summary>Entries of a cell.</summary>
    public long At(int column, int row) => Counts[(column * Rows) + row];
}
