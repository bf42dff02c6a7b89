using Fathom.Vo.Tables;

namespace Fathom.Vo.Cone;

/// <summary>Finds the rows of a table that lie within a circle.</summary>
public static class ConeRows
{
    /// <summary>The rows, as ranges of which every row lies within.</summary>
    /// <param name="table">A table with a position.</param>
    /// <param name="rightAscension">Centre [deg].</param>
    /// <param name="declination">Centre [deg].</param>
    /// <param name="radius">Radius [deg].</param>
    public static List<RowRange> Find(ColumnTable table, double rightAscension, double declination, double radius)
    {
        ArgumentNullException.ThrowIfNull(table);
        var candidates = new List<RowRange>(32);
        table.AddCircle(rightAscension, declination, radius, candidates);
        var circle = new ConeCircle(rightAscension, declination, radius);
        var found = new List<RowRange>(candidates.Count * 2);
        foreach (var range in candidates)
        {
            if (range.IsInside)
            {
                Join(range, found);
            }
            else
            {
                Sieve(table, range, circle, found);
            }
        }

        return found;
    }

    private static void Sieve(ColumnTable table, RowRange range, ConeCircle circle, List<RowRange> found)
    {
        if (Type(table, table.RightAscension) == VoType.Double && Type(table, table.Declination) == VoType.Double)
        {
            var longitudes = table.Numbers<double>(table.RightAscension, range.First, range.Count);
            var latitudes = table.Numbers<double>(table.Declination, range.First, range.Count);
            for (var i = 0; i < range.Count; i++)
            {
                if (circle.Contains(longitudes[i], latitudes[i]))
                {
                    Join(new RowRange(range.First + i, 1, true), found);
                }
            }

            return;
        }

        for (var row = range.First; row < range.First + range.Count; row++)
        {
            if (circle.Contains(Degrees(table, table.RightAscension, row), Degrees(table, table.Declination, row)))
            {
                Join(new RowRange(row, 1, true), found);
            }
        }
    }

    /// <summary>An angle of a row [deg], whichever float it is stored as.</summary>
    internal static double Degrees(ColumnTable table, int column, long row) =>
        Type(table, column) == VoType.Double ? table.Numbers<double>(column, row, 1)[0] : table.Numbers<float>(column, row, 1)[0];

    private static VoType Type(ColumnTable table, int column) => table.Description.Columns[column].Type;

    private static void Join(RowRange range, List<RowRange> found)
    {
        if (found.Count > 0 && found[^1] is var last && last.First + last.Count == range.First && (long)last.Count + range.Count <= int.MaxValue)
        {
            found[^1] = last with { Count = last.Count + range.Count };
        }
        else
        {
            found.Add(range);
        }
    }
}
