using Fathom.Vo.Tables;

namespace Fathom.Vo.Tests.Queries;

/// <summary>A table whose circles are found in three ranges of 50 rows, as an order on the sky would give them.</summary>
internal sealed class ConeTable(TableDescription description, Array[] columns) : ColumnTable
{
    private readonly MemoryTable _rows = new(description, columns);

    public int Candidates => 150;

    public override TableDescription Description => description;

    public override long Rows => _rows.Rows;

    public override int RightAscension => _rows.RightAscension;

    public override int Declination => _rows.Declination;

    public override ReadOnlySpan<T> Numbers<T>(int column, long first, int count) => _rows.Numbers<T>(column, first, count);

    public override ReadOnlySpan<byte> Text(int column, long row) => _rows.Text(column, row);

    public override bool IsNull(int column, long row) => _rows.IsNull(column, row);

    public override bool IsComplete(int column) => _rows.IsComplete(column);

    public override void AddCircle(double rightAscension, double declination, double radius, List<RowRange> ranges)
    {
        for (int i = 0; i < 3; i++)
        {
            ranges.Add(new RowRange(((long)(rightAscension * 1000) + (i * 100_000)) % 900_000, 50, i == 1));
        }
    }
}
