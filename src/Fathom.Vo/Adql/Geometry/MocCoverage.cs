using System.Globalization;
using Fathom.Sky.Sphere;

namespace Fathom.Vo.Adql.Geometry;

/// <summary>A part of the sky as HEALPix cells of several orders (MOC 2.0).</summary>
internal sealed class MocCoverage
{
    private readonly long[] _first;
    private readonly long[] _end;

    private MocCoverage(List<(long First, long End)> ranges, string text)
    {
        ranges.Sort();
        var merged = new List<(long First, long End)>();
        foreach ((long first, long end) in ranges)
        {
            if (merged.Count > 0 && first <= merged[^1].End)
            {
                merged[^1] = (merged[^1].First, Math.Max(end, merged[^1].End));
            }
            else
            {
                merged.Add((first, end));
            }
        }

        _first = [.. merged.Select(range => range.First)];
        _end = [.. merged.Select(range => range.End)];
        Text = text;
    }

    /// <summary>As written: <c>3/10,12-15 4/199</c>.</summary>
    public string Text { get; }

    /// <summary>Reads the ASCII form; null where it is none.</summary>
    public static MocCoverage? Read(string text)
    {
        var ranges = new List<(long, long)>();
        int order = -1;
        foreach (string word in text.Split((char[])[' ', ',', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            string cells = word;
            int slash = word.IndexOf('/', StringComparison.Ordinal);
            if (slash >= 0)
            {
                if (!int.TryParse(word.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out order) || order > HealpixGrid.Finest)
                {
                    return null;
                }

                cells = word[(slash + 1)..];
            }

            if (cells.Length > 0 && (order < 0 || !Add(cells, order, ranges)))
            {
                return null;
            }
        }

        return new MocCoverage(ranges, text);
    }

    /// <summary>The cells that a circle touches, at an order.</summary>
    public static MocCoverage Of(SkyCircle circle, int order)
    {
        var found = new List<HealpixRange>();
        new HealpixDisc(circle.Centre.Longitude, circle.Centre.Latitude, circle.Radius, order).AddTo(found);
        int shift = 2 * (HealpixGrid.Finest - order);
        string cells = string.Join(',', found.Select(range => FormattableString.Invariant($"{range.First >> shift}-{(range.End >> shift) - 1}")));
        return new MocCoverage(
            [.. found.Select(range => (range.First, range.End))],
            FormattableString.Invariant($"{order}/{cells}"));
    }

    /// <summary>True where a position [deg] is in it.</summary>
    public bool Contains(double longitude, double latitude)
    {
        long cell = new HealpixGrid(HealpixGrid.Finest).Nested(longitude, latitude);
        int at = Array.BinarySearch(_first, cell);
        at = at >= 0 ? at : ~at - 1;
        return at >= 0 && cell < _end[at];
    }

    /// <summary>True where all of the other is in it.</summary>
    public bool Contains(MocCoverage other)
    {
        int at = 0;
        for (int i = 0; i < other._first.Length; i++)
        {
            while (at < _first.Length && _end[at] <= other._first[i])
            {
                at++;
            }

            if (at == _first.Length || _first[at] > other._first[i] || _end[at] < other._end[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where they have a cell in common.</summary>
    public bool Intersects(MocCoverage other)
    {
        for (int i = 0, j = 0; i < _first.Length && j < other._first.Length;)
        {
            if (_first[i] < other._end[j] && other._first[j] < _end[i])
            {
                return true;
            }

            if (_end[i] < other._end[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return false;
    }

    private static bool Add(string cells, int order, List<(long, long)> ranges)
    {
        int dash = cells.IndexOf('-', StringComparison.Ordinal);
        ReadOnlySpan<char> low = dash < 0 ? cells : cells.AsSpan(0, dash);
        ReadOnlySpan<char> high = dash < 0 ? cells : cells.AsSpan(dash + 1);
        if (!long.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out long first)
            || !long.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out long last)
            || last < first || last >= new HealpixGrid(order).Cells)
        {
            return false;
        }

        int shift = 2 * (HealpixGrid.Finest - order);
        ranges.Add((first << shift, (last + 1) << shift));
        return true;
    }
}
