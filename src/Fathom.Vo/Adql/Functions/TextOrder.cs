namespace Fathom.Vo.Adql.Functions;

/// <summary>The order of texts: by code points, as both databases order their UTF-8.</summary>
internal static class TextOrder
{
    /// <summary>Negative, zero or positive.</summary>
    public static int Compare(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
        {
            if (a[i] != b[i])
            {
                return Weight(a[i]) - Weight(b[i]);
            }
        }

        return a.Length - b.Length;
    }

    // Halves of a pair stand for code points above all others.
    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
