using System.Globalization;

namespace Fathom.Portal.Markup;

/// <summary>Numbers as people read them, in the invariant culture.</summary>
public static class Figures
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>A count, with thin spaces between thousands.</summary>
    public static string Count(long value)
        => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u2009');

    /// <summary>A size in decimal units: three significant digits.</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= 999.5 && unit < ByteUnits.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var digits = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {ByteUnits[unit]}";
    }

    /// <summary>A time span with its two largest units.</summary>
    public static string Duration(TimeSpan span)
    {
        var exact = Math.Max(0, span.TotalSeconds);
        if (exact < 9.95)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{exact:0.0} s");
        }

        var seconds = (long)Math.Round(exact);
        return seconds switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60:00} s"),
            < 86400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h {seconds / 60 % 60:00} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400} d {seconds / 3600 % 24:00} h"),
        };
    }

    /// <summary>A part of a whole in percent, where "100 %" means all of it and "0 %" means none.</summary>
    public static string Percent(long part, long whole)
    {
        if (whole <= 0)
        {
            return "–";
        }

        var percent = 100.0 * part / whole;
        var shown = percent is > 0 and < 0.1 ? 0.1 : percent is < 100 and > 99.9 ? 99.9 : percent;
        return shown.ToString("0.#", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A time of the ledger (ISO 8601) as date and time of day, UTC.</summary>
    public static string Utc(string? iso)
        => Parse(iso) is { } time ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : iso ?? "–";

    /// <summary>The time, or null where the text is none.</summary>
    public static DateTimeOffset? Parse(string? iso)
        => DateTimeOffset.TryParse(
            iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
