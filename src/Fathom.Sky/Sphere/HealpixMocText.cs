using System.Globalization;
using System.Text;

namespace Fathom.Sky.Sphere;

/// <summary>Writes and reads coverage maps as text (MOC 2.0, section 4.3): ASCII such as <c>3/1-4,7 4/33</c>, and JSON.</summary>
public static class HealpixMocText
{
    private const int MostRanges = 5_000_000;

    /// <summary>As ASCII: orders, each with its cells; the map's own order stands at the end where it has no cell of it.</summary>
    public static string ToAscii(HealpixMoc moc)
    {
        ArgumentNullException.ThrowIfNull(moc);
        var text = new StringBuilder();
        var order = -1;
        foreach (var (next, first, last) in moc.Cells())
        {
            text.Append(next == order ? "," : order < 0 ? "" : " ");
            text.Append(CultureInfo.InvariantCulture, $"{(next == order ? "" : $"{next}/")}{first}");
            text.Append(last == first ? "" : string.Create(CultureInfo.InvariantCulture, $"-{last}"));
            order = next;
        }

        return order == moc.Order ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"{(order < 0 ? "" : " ")}{moc.Order}/").ToString();
    }

    /// <summary>As JSON: an object with the list of cells of each order.</summary>
    public static string ToJson(HealpixMoc moc)
    {
        ArgumentNullException.ThrowIfNull(moc);
        var orders = moc.Cells().GroupBy(cell => cell.Order).ToDictionary(group => group.Key, group => group.SelectMany(Numbers));
        orders.TryAdd(moc.Order, []);
        return "{" + string.Join(",", orders.OrderBy(order => order.Key)
            .Select(order => string.Create(CultureInfo.InvariantCulture, $"\"{order.Key}\":[{string.Join(',', order.Value)}]"))) + "}";
    }

    /// <summary>Reads ASCII.</summary>
    /// <param name="text">Orders and cells, with commas, spaces or line ends between; an <c>s</c> before is allowed.</param>
    /// <exception cref="FormatException">It is none; the message names the place.</exception>
    public static HealpixMoc Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ranges = new List<(long First, long End)>();
        var (order, finest) = (-1, 0);
        foreach (var part in text.TrimStart().TrimStart('s').Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = part;
            if (part.IndexOf('/', StringComparison.Ordinal) is var slash && slash >= 0)
            {
                order = (int)Number(part[..slash], part, HealpixGrid.Finest);
                finest = Math.Max(finest, order);
                cells = part[(slash + 1)..];
            }

            if (cells.Length > 0)
            {
                ranges.Add(order >= 0 ? Range(cells, order) : throw new FormatException($"'{part}': expected an order such as 3/ before the cells."));
            }

            if (ranges.Count > MostRanges)
            {
                throw new FormatException($"A coverage map has at most {MostRanges} ranges here.");
            }
        }

        return HealpixMoc.Of(finest, ranges);
    }

    private static IEnumerable<long> Numbers((int Order, long First, long Last) cells)
    {
        for (var cell = cells.First; cell <= cells.Last; cell++)
        {
            yield return cell;
        }
    }

    private static (long First, long End) Range(string cells, int order)
    {
        var parts = cells.Split('-');
        var most = new HealpixGrid(order).Cells - 1;
        var first = Number(parts[0], cells, most);
        var last = parts.Length == 1 ? first : parts.Length == 2 ? Number(parts[1], cells, most) : -1;
        var shift = 2 * (HealpixGrid.Finest - order);
        return last >= first ? (first << shift, (last + 1) << shift) : throw new FormatException($"'{cells}': expected a cell or two with a '-' between, ascending.");
    }

    private static long Number(string text, string part, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
            : throw new FormatException($"'{part}': expected a number from 0 to {most}, found '{text}'.");
}
