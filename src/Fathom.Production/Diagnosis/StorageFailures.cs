using System.Collections.Concurrent;

namespace Fathom.Production.Diagnosis;

/// <summary>Counts attempts that failed by a cause that blames their storage element, since the server started. For any thread.</summary>
public sealed class StorageFailures
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts by element, in the order of their names.</summary>
    public IReadOnlyList<(string Element, long Count)> Read() =>
        [.. _counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value))];

    /// <summary>One more attempt failed so.</summary>
    internal void Add(string element) => _counts.AddOrUpdate(element, 1, (_, count) => count + 1);
}
