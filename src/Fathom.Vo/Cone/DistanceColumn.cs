using Fathom.Vo.Tables;

namespace Fathom.Vo.Cone;

/// <summary>The distance of each row from the centre of the circle that was asked for.</summary>
internal sealed class DistanceColumn(ColumnTable table, ConeCircle circle) : TableRowColumn
{
    private readonly ValueBatch<double> _values = new();

    /// <inheritdoc/>
    public override ColumnDescription Description { get; } = new("_r", VoType.Double)
    {
        Unit = "deg",
        Ucd = "pos.angDistance",
        Description = "Distance from the centre of the search",
    };

    /// <inheritdoc/>
    public override ColumnBatch Batch => _values;

    /// <inheritdoc/>
    public override void Add(long first, int count)
    {
        for (var row = first; row < first + count; row++)
        {
            _values.Add(circle.Distance(ConeRows.Degrees(table, table.RightAscension, row), ConeRows.Degrees(table, table.Declination, row)));
        }
    }
}
