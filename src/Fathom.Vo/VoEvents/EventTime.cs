using System.Globalization;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Semantics;

namespace Fathom.Vo.VoEvents;

/// <summary>When an event was seen.</summary>
/// <param name="Iso">As a calendar's date and time, to a microsecond, in its own scale.</param>
/// <param name="Scale">Time scale, such as <c>UTC</c>.</param>
/// <param name="Place">Where the clock stands, as VOEvent writes it: <c>TOPO</c>, <c>GEO</c>, <c>BARY</c>.</param>
internal sealed record EventTime(string Iso, string Scale, string Place)
{
    private const double JulianDateOfZero = 1721425.5; // 0001-01-01
    private const double DateOfModifiedZero = 2400000.5;
    private const double MicrosecondsOfDay = 86_400e6;
    private const double MostDays = 3_652_058; // to the year 9999

    /// <summary>Of a row; null: the row has no time that is understood.</summary>
    public static EventTime? Of(ReleaseTable table, long row)
    {
        int column = table.Description.Columns.ToList().FindIndex(one => Ucd.AreSame(one.Ucd, "time.epoch;meta.main") || Ucd.AreSame(one.Ucd, "time.epoch"));
        if (column < 0 || CellText.Of(table, column, row) is not { } text)
        {
            return null;
        }

        TimeSystem system = table.Description.Columns[column].Time ?? TimeSystem.ModifiedJulianUtc;
        string? iso = table.Description.Columns[column].IsText ? text.TrimEnd('Z') : Date(text, system.Origin);
        return iso is null ? null : new EventTime(iso, system.Scale, system.Place switch { "GEOCENTER" => "GEO", "BARYCENTER" => "BARY", _ => "TOPO" });
    }

    private static string? Date(string number, string? origin)
    {
        double zero = origin switch
        {
            null or "MJD-origin" => DateOfModifiedZero,
            "JD-origin" => 0,
            _ => double.TryParse(origin, CultureInfo.InvariantCulture, out double reference) ? reference : double.NaN,
        };
        // Whole days apart: the day's fraction keeps all digits that the number has.
        double given = double.Parse(number, CultureInfo.InvariantCulture), whole = Math.Floor(given), shift = zero - JulianDateOfZero;
        return whole + shift is >= 0 and < MostDays
            ? DateTime.MinValue.AddDays(Math.Floor(shift) + whole).AddTicks((long)(Math.Round((given - whole + shift - Math.Floor(shift)) * MicrosecondsOfDay) * TimeSpan.TicksPerMicrosecond))
                .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
            : null;
    }
}
