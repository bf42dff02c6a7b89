namespace Fathom.Production.Diagnosis.Causes;

/// <summary>Counts by key in bounded memory: the first keys each for itself, all later ones together.</summary>
/// <param name="most">Most keys that are kept apart.</param>
internal sealed class BoundedCounts(int most)
{
    /// <summary>What stands for the keys that are not kept apart.</summary>
    public const string Others = "…";

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _others;

    public void Add(string key)
    {
        if (_counts.Count < most || _counts.ContainsKey(key))
        {
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
        else
        {
            _others++;
        }
    }

    /// <summary>The most frequent, then the rest summed.</summary>
    public IReadOnlyList<KeyCount> Top(int count)
    {
        KeyCount[] sorted = [.. _counts.Select(pair => new KeyCount(pair.Key, pair.Value))
            .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
        long rest = _others + sorted.Skip(count).Sum(pair => pair.Count);
        return rest == 0 ? sorted : [.. sorted.Take(count), new KeyCount(Others, rest)];
    }
}
