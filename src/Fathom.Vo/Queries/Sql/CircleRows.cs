using System.Globalization;
using System.Text;
using Fathom.Vo.Adql.Geometry;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Sql;

/// <summary>Finds the rows of a table that lie in a circle, by the table's order on the sky. One thread at a time.</summary>
/// <param name="table">The table, with positions.</param>
internal sealed class CircleRows(ColumnTable table)
{
    /// <summary>Rows of one circle; SQLite gets them as a text.</summary>
    private const int Most = 5_000_000;

    private readonly List<RowRange> _ranges = [];
    private readonly StringBuilder _list = new();
    private readonly bool _isWide = table.Description.Columns[table.RightAscension].Type == VoType.Double;

    /// <summary>The row ids, a JSON list; null where an argument is.</summary>
    /// <param name="longitude">Centre [deg].</param>
    /// <param name="latitude">Centre [deg].</param>
    /// <param name="radius">Radius [deg].</param>
    /// <exception cref="InvalidOperationException">There are too many.</exception>
    public string? Find(double? longitude, double? latitude, double? radius)
    {
        if (longitude is not { } x || latitude is not { } y || radius is not { } r)
        {
            return null;
        }

        _ranges.Clear();
        _list.Clear().Append('[');
        if (Math.Abs(y) <= 90 && double.IsFinite(x))
        {
            table.AddCircle(x, y, Math.Clamp(r, 0, 180), _ranges);
        }

        var circle = new InCircle(x, y, r);
        int found = 0;
        foreach (RowRange range in _ranges)
        {
            found = _isWide ? Add<double>(range, circle, found) : Add<float>(range, circle, found);
        }

        return _list.Append(']').ToString();
    }

    private int Add<T>(RowRange range, in InCircle circle, int found)
        where T : unmanaged, IConvertible
    {
        ReadOnlySpan<T> longitudes = table.Numbers<T>(table.RightAscension, range.First, range.Count);
        ReadOnlySpan<T> latitudes = table.Numbers<T>(table.Declination, range.First, range.Count);
        for (int i = 0; i < longitudes.Length; i++)
        {
            // A row without a position has no number here, which is in no circle.
            if (!circle.Contains(longitudes[i].ToDouble(null), latitudes[i].ToDouble(null)))
            {
                continue;
            }

            if (found++ == Most)
            {
                throw new InvalidOperationException($"a circle of a join holds more than {Most} rows; choose a smaller one");
            }

            _list.Append(found == 1 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{range.First + i + 1}");
        }

        return found;
    }
}
