using System.Numerics;

namespace Fathom.Production.Dispatch;

/// <summary>Jobs are sorted by their expected duration into 64 classes, each 20 % wide, from 1 s to 32 h.</summary>
internal static class DurationClasses
{
    /// <summary>How many classes there are; a set of them is one word.</summary>
    public const int Count = 64;

    private const double Width = 1.2;

    private static readonly double PerLog = 1 / Math.Log(Width);

    /// <summary>The class of a duration; what is unknown (0) is of the first.</summary>
    public static int Of(double seconds) => seconds <= 1 ? 0 : Math.Min(Count - 1, (int)(Math.Log(seconds) * PerLog));

    /// <summary>The longest class of a set, or −1.</summary>
    public static int Longest(ulong set) => BitOperations.Log2(set | 1) is var top && set == 0 ? -1 : top;

    /// <summary>Those of a set that lie wholly or in part within a duration; all where there is no limit.</summary>
    public static ulong Within(ulong set, double seconds)
    {
        if (seconds <= 0)
        {
            return 0;
        }

        int top = double.IsPositiveInfinity(seconds) ? Count - 1 : Of(seconds);
        return top >= Count - 1 ? set : set & ((1UL << (top + 1)) - 1);
    }
}
