using Fathom.Root.Columns;

namespace Fathom.Root.Scans;

/// <summary>What a branch or field holds, in short.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Type">Its type in the words of the field.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Count">Number of leaves, where all are numbers or all are texts; null otherwise.</param>
/// <param name="Sum">Sum of the leaves as doubles, where all are numbers; null otherwise.</param>
/// <param name="Magnitude">Sum of their absolute values: rounding may change the sum by a small part of it.</param>
/// <param name="First">First entry as JSON; null where there is none.</param>
/// <param name="Last">Last entry as JSON; null where there is none.</param>
/// <param name="Unsupported">Why it cannot be read; null where it was read.</param>
public sealed record ColumnScan(
    string Name, string Type, long Entries, long? Count, double? Sum, double Magnitude, string? First, string? Last, string? Unsupported)
{
    /// <summary>Entries that are read at once at most.</summary>
    private const int MaximumStep = 1 << 20;

    /// <summary>Bytes that one step aims at.</summary>
    private const long StepBytes = 8 << 20;

    /// <summary>Reads entries: first entry, how many, a column to use again.</summary>
    internal delegate RootColumn Reading(long first, int count, RootColumn? reuse);

    /// <summary>
    /// Whether it was not read because the file is damaged there; false also where its class may stream itself in another
    /// way than the file describes.
    /// </summary>
    public bool IsDamaged { get; init; }

    /// <summary>A column that cannot be read.</summary>
    internal static ColumnScan NotRead(string name, string type, long entries, string reason) =>
        new(name, type, entries, null, null, 0, null, null, reason);

    /// <summary>Reads all entries in steps of bounded memory.</summary>
    internal static ColumnScan Of(string name, string type, long entries, long bytes, Reading read)
    {
        LeafSum sum = new();
        string? first = null;
        string? last = null;
        long perEntry = entries > 0 ? (bytes / entries) + 1 : 1;
        int step = (int)Math.Clamp(StepBytes / perEntry, 1, MaximumStep);
        RootColumn column = read(0, 0, null);
        for (long at = 0; at < entries; at += step)
        {
            int count = (int)Math.Min(step, entries - at);
            column = read(at, count, column);
            column.Accumulate(sum);
            first ??= column.ToJson(0);
            last = at + count == entries ? column.ToJson(count - 1) : last;
        }

        bool counted = column.Kinds is LeafKinds.Numbers or LeafKinds.Texts;
        return new ColumnScan(
            name, type, entries, counted ? sum.Count : null, column.Kinds == LeafKinds.Numbers ? sum.Sum : null, sum.Magnitude, first, last, null);
    }
}
