using Fathom.Root.Columns;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Chains;

/// <summary>Finds entries by one or two whole numbers (TTree::BuildIndex: major and minor).</summary>
internal sealed class ChainIndex
{
    private const int Step = 100_000;

    private readonly IReadOnlyList<string> _columns;
    private readonly Dictionary<(long Major, long Minor), long> _entries = [];

    private ChainIndex(IReadOnlyList<string> columns) => _columns = columns;

    /// <summary>Reads the numbers of all entries.</summary>
    internal static ChainIndex Of(RootChain chain, IReadOnlyList<string> columns, int maximumEntries)
    {
        if (columns.Count is not (1 or 2) || chain.EntryCount > maximumEntries)
        {
            throw new ArgumentException(
                $"an index of one or two columns over at most {maximumEntries} entries, found {columns.Count} columns and {chain.EntryCount} entries", nameof(columns));
        }

        ChainIndex index = new(columns);
        using ChainColumns reader = new(chain);
        for (long at = 0; at < chain.EntryCount; at += Step)
        {
            long entry = at;
            foreach ((long, long) key in index.Keys(reader, at, (int)Math.Min(Step, chain.EntryCount - at)))
            {
                if (!index._entries.TryAdd(key, entry++))
                {
                    throw new ArgumentException($"entries {index._entries[key]} and {entry - 1} have the same {string.Join(" and ", columns)}: {key}", nameof(columns));
                }
            }
        }

        return index;
    }

    /// <summary>The entries that belong to those of another chain; −1 where none does.</summary>
    internal long[] Find(ChainColumns main, long first, int count) =>
        [.. Keys(main, first, count).Select(key => _entries.GetValueOrDefault(key, -1))];

    private IEnumerable<(long Major, long Minor)> Keys(ChainColumns chain, long first, int count)
    {
        RootColumn major = chain.Read(_columns[0], first, count, reuse: null);
        RootColumn? minor = _columns.Count > 1 ? chain.Read(_columns[1], first, count, reuse: null) : null;
        for (int row = 0; row < count; row++)
        {
            yield return (Number(major, row), minor is null ? 0 : Number(minor, row));
        }
    }

    private long Number(RootColumn column, int row) => Counts.At(column, row)
        ?? throw new ArgumentException($"whole numbers in {string.Join(" and ", _columns)}", nameof(column));
}
