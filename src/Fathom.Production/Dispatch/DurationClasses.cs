namespace Fathom.Production.Dispatch;

/// <summary>Jobs are sorted by their size into 128 classes, each 7 % wide, about a middle one: nearly four decades.</summary>
/// <remarks>What ends a campaign is given longest first, within a class by age: the narrower the classes, the shorter what comes last.</remarks>
internal static class DurationClasses
{
    /// <summary>How many classes there are; a set of them has a bit for each.</summary>
    public const int Count = 128;

    private const double Width = 1.07;
    private const int Middle = Count / 2;

    private static readonly double PerLog = 1 / Math.Log(Width);

    /// <summary>The class of a size; those beyond the classes are of the first and of the last.</summary>
    /// <param name="size">The size; positive.</param>
    /// <param name="middle">Lower edge of the middle class; positive.</param>
    public static int Of(double size, double middle) => (int)Math.Clamp(Math.Floor(Math.Log(size / middle) * PerLog) + Middle, 0, Count - 1);

    /// <summary>The middle for a mean size: a power of the width, so that the classes have the same edges whatever came first.</summary>
    public static double MiddleFor(double mean) => Math.Pow(Width, Math.Floor(Math.Log(mean) * PerLog));

    /// <summary>True where a mean size is so far from the middle that there would be too few classes on one side of it.</summary>
    public static bool IsOff(double mean, double middle) => Of(mean, middle) is < Middle / 2 or > Middle + (Middle / 2);

    /// <summary>The longest class of a set, or −1.</summary>
    public static int Longest(UInt128 set) => Count - 1 - (int)UInt128.LeadingZeroCount(set);

    /// <summary>Those of a set that lie wholly or in part within a size; all where there is no limit.</summary>
    public static UInt128 Within(UInt128 set, double size, double middle)
    {
        if (size <= 0)
        {
            return 0;
        }

        int top = double.IsPositiveInfinity(size) ? Count - 1 : Of(size, middle);
        return top >= Count - 1 ? set : set & ((UInt128.One << (top + 1)) - 1);
    }
}
