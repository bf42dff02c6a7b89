using System.Text;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tests.Queries;

/// <summary>A table in memory; its rows are in no order on the sky.</summary>
internal sealed class MemoryTable : ColumnTable
{
    private readonly Array[] _columns;
    private readonly bool[]?[] _nulls;

    public MemoryTable(TableDescription description, Array[] columns, bool[]?[]? nulls = null)
    {
        Description = description;
        _columns = columns;
        _nulls = nulls ?? new bool[]?[columns.Length];
        RightAscension = Index("ra");
        Declination = Index("dec");
    }

    public override TableDescription Description { get; }

    public override long Rows => _columns[0].Length;

    public override int RightAscension { get; }

    public override int Declination { get; }

    public override ReadOnlySpan<T> Numbers<T>(int column, long first, int count) => ((T[])_columns[column]).AsSpan((int)first, count);

    public override ReadOnlySpan<byte> Text(int column, long row) => Encoding.UTF8.GetBytes(((string?[])_columns[column])[row] ?? string.Empty);

    public override ReadOnlySpan<T> Elements<T>(int column, long row) => ((T[]?[])_columns[column])[row];

    public override bool IsNull(int column, long row) => _nulls[column]?[row] ?? (_columns[column] is string?[] texts && texts[row] is null);

    public override bool IsComplete(int column) => _nulls[column] is null && _columns[column] is not string?[];

    public override void AddCircle(double rightAscension, double declination, double radius, List<RowRange> ranges) =>
        ranges.Add(new RowRange(0, (int)Rows, false));

    public object? Value(int column, int row) => IsNull(column, row) ? null : _columns[column].GetValue(row) switch
    {
        bool truth => truth ? 1L : 0L,
        float real => float.IsNaN(real) ? null : (double)real,
        double real => double.IsNaN(real) ? null : real,
        string text => text,
        var whole => Convert.ToInt64(whole, System.Globalization.CultureInfo.InvariantCulture),
    };

    private int Index(string name) => Description.Columns.ToList().FindIndex(column => column.Name == name);
}
