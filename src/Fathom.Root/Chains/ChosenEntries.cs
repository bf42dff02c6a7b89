using Fathom.Root.Columns;

namespace Fathom.Root.Chains;

/// <summary>
/// Entries in any order, as an index gives them: those that lie near each other are read together, each basket or page
/// once, and put into the order asked for.
/// </summary>
internal static class ChosenEntries
{
    /// <summary>Entries between two that are wanted and are read with them.</summary>
    private const long LargestGap = 16;

    /// <summary>Reads entries.</summary>
    /// <param name="columns">Reads ranges of them.</param>
    /// <param name="path">The column.</param>
    /// <param name="entries">The entries, in any order; negative ones become defaults.</param>
    internal static RootColumn Read(ChainColumns columns, string path, long[] entries)
    {
        long[] wanted = [.. entries.Where(entry => entry >= 0).Distinct().Order()];
        RootColumn sorted = columns.Read(path, 0, 0, reuse: null);
        RootColumn? window = null;
        for (int at = 0; at < wanted.Length;)
        {
            int end = WindowEnd(wanted, at);
            long first = wanted[at];
            window = columns.Read(path, first, (int)(wanted[end - 1] - first + 1), window);
            for (int run; at < end; at += run)
            {
                run = RunOf(wanted, at, end);
                sorted.AddFrom(window, (int)(wanted[at] - first), run);
            }
        }

        return wanted.AsSpan().SequenceEqual(entries) ? sorted : InOrder(sorted, wanted, entries, columns.Read(path, 0, 0, reuse: null));
    }

    private static RootColumn InOrder(RootColumn sorted, long[] wanted, long[] entries, RootColumn ordered)
    {
        int[] rows = [.. entries.Select(entry => entry < 0 ? -1 : Array.BinarySearch(wanted, entry))];
        for (int at = 0; at < rows.Length;)
        {
            if (rows[at] < 0)
            {
                ordered.AddDefault();
                at++;
                continue;
            }

            int run = 1;
            while (at + run < rows.Length && rows[at + run] == rows[at] + run)
            {
                run++;
            }

            ordered.AddFrom(sorted, rows[at], run);
            at += run;
        }

        return ordered;
    }

    private static int WindowEnd(long[] wanted, int at)
    {
        int end = at + 1;
        while (end < wanted.Length && wanted[end] - wanted[end - 1] <= LargestGap)
        {
            end++;
        }

        return end;
    }

    private static int RunOf(long[] wanted, int at, int end)
    {
        int run = 1;
        while (at + run < end && wanted[at + run] == wanted[at] + run)
        {
            run++;
        }

        return run;
    }
}
