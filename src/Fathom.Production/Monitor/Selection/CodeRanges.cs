using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>Sets of numbers as few ranges.</summary>
internal static class CodeRanges
{
    /// <summary>Codes as ranges: neighbours are joined.</summary>
    public static (T Low, T High)[] Of<T>(List<int> codes)
        where T : INumber<T>
    {
        var ranges = new List<(T Low, T High)>();
        codes.Sort();
        int from = 0;
        for (int i = 1; i <= codes.Count; i++)
        {
            if (i == codes.Count || codes[i] > codes[i - 1] + 1)
            {
                ranges.Add((T.CreateChecked(codes[from]), T.CreateChecked(codes[i - 1])));
                from = i;
            }
        }

        return [.. ranges];
    }

    /// <summary>True at the place of each code.</summary>
    public static bool[] Lookup(List<int> codes)
    {
        bool[] wanted = new bool[codes.Max() + 1];
        foreach (int code in codes)
        {
            wanted[code] = true;
        }

        return wanted;
    }

    /// <summary>The part of each range that a type can hold; those of which nothing is left are left out.</summary>
    public static (T Low, T High)[] Within<T>(ReadOnlySpan<NumberRange> wanted)
        where T : INumber<T>, IMinMaxValue<T>
    {
        (long least, long most) = (long.CreateSaturating(T.MinValue), long.CreateSaturating(T.MaxValue));
        var ranges = new List<(T Low, T High)>();
        foreach (NumberRange range in wanted)
        {
            (long low, long high) = (Math.Max(range.Low, least), Math.Min(range.High, most));
            if (low <= high)
            {
                ranges.Add((T.CreateChecked(low), T.CreateChecked(high)));
            }
        }

        return [.. ranges];
    }
}
