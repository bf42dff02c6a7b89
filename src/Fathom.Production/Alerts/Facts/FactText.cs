using System.Globalization;

namespace Fathom.Production.Alerts.Facts;

/// <summary>Values of facts as people read them.</summary>
public static class FactText
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>A value with its unit.</summary>
    public static string Of(FactUnit unit, double value) => unit switch
    {
        FactUnit.Part => Number(value * 100, "0.#") + " %",
        FactUnit.Seconds => Number(value, "0.###") + " s",
        FactUnit.Minutes => Number(value, "0.#") + " min",
        FactUnit.Hours => Number(value, "0.#") + " h",
        FactUnit.Days => Number(value, "0.#") + (value == 1 ? " day" : " days"),
        FactUnit.Bytes => Bytes(value),
        _ => Number(value, "0.###"),
    };

    private static string Bytes(double value)
    {
        int unit = 0;
        while (value >= 1000 && unit < ByteUnits.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return $"{Number(value, "0.#")} {ByteUnits[unit]}";
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
