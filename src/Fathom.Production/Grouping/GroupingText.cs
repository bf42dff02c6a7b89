using System.Globalization;

namespace Fathom.Production.Grouping;

/// <summary>The text form of a grouping.</summary>
internal static class GroupingText
{
    private static readonly (string Name, long Bytes)[] Units = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("B", 1)];

    public static GroupingPolicy? Read(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            ["file"] => GroupingPolicy.PerFile,
            ["run"] => new GroupingPolicy(GroupingKind.ByRun),
            ["number", var count] when Count(count, out long files) => new GroupingPolicy(GroupingKind.ByNumber, files),
            ["location", var count] when Count(count, out long files) => new GroupingPolicy(GroupingKind.ByLocation, files),
            ["size", var amount, var unit] when Bytes(amount, unit, out long bytes) => new GroupingPolicy(GroupingKind.BySize, bytes),
            _ => null,
        };
    }

    public static string Write(GroupingPolicy policy) => policy.Kind switch
    {
        GroupingKind.PerFile => "file",
        GroupingKind.ByRun => "run",
        GroupingKind.ByNumber => Numbered("number", policy.Size),
        GroupingKind.ByLocation => Numbered("location", policy.Size),
        _ => Numbered("size", policy.Size) + " B",
    };

    private static string Numbered(string word, long size) => string.Create(CultureInfo.InvariantCulture, $"{word} {size}");

    private static bool Count(string text, out long files) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out files) && files is >= 1 and <= 10_000;

    private static bool Bytes(string amount, string unit, out long bytes)
    {
        long factor = Units.FirstOrDefault(known => known.Name == unit).Bytes;
        bool good = decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && factor > 0 && number is > 0 and <= 1_000_000_000_000_000 && number * factor is >= 1 and <= 1_000_000_000_000_000;
        bytes = good ? (long)(number * factor) : 0;
        return good;
    }
}
