using System.Globalization;
using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Adql.Geometry;

/// <summary>Shapes as DALI 1.2 writes them: numbers with a space between.</summary>
internal static class ShapeText
{
    private const int MostNumbers = 200_000;

    /// <summary>Writes a shape.</summary>
    public static string Write(SkyShape shape) =>
        string.Join(' ', shape.Numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Reads a shape; null where the text is none.</summary>
    public static SkyShape? Read(string text, AdqlType type) => Numbers(text) is { } numbers ? Of(numbers, type) : null;

    /// <summary>Numbers with spaces or commas between; null where there is anything else.</summary>
    public static double[]? Numbers(string text)
    {
        string[] words = text.Split((char[])[' ', ',', '\t', '\n', '\r'], MostNumbers + 1, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }

    /// <summary>The shape of numbers; null where they make none.</summary>
    public static SkyShape? Of(double[] numbers, AdqlType type)
    {
        bool isOnSky = true;
        for (int i = 0; i + 1 < numbers.Length; i += 2)
        {
            isOnSky &= double.IsFinite(numbers[i]) && Math.Abs(numbers[i + 1]) <= 90;
        }

        return (type, numbers.Length) switch
        {
            _ when !isOnSky => null,
            (AdqlType.Point, 2) => new SkyPoint(numbers[0], numbers[1]),
            (AdqlType.Circle, 3) => numbers[2] is >= 0 and <= 180 ? new SkyCircle(new SkyPoint(numbers[0], numbers[1]), numbers[2]) : null,
            (AdqlType.Polygon, >= 6) when numbers.Length % 2 == 0 =>
                new SkyPolygon([.. numbers.Chunk(2).Select(pair => new SkyPoint(pair[0], pair[1]))]),
            _ => null,
        };
    }
}
