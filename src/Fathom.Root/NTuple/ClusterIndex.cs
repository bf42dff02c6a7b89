using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple;

/// <summary>Part of a range of entries that lies in one cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="First">First entry, counted from the begin of the cluster.</param>
/// <param name="Count">Number of entries.</param>
internal readonly record struct ClusterRange(Cluster Cluster, long First, int Count);

/// <summary>The clusters of an RNTuple in the order of their entries.</summary>
internal sealed class ClusterIndex
{
    private readonly Cluster[] _clusters;
    private readonly long[] _starts;

    /// <summary>Orders clusters, which must cover all entries without gap or overlap.</summary>
    internal ClusterIndex(IEnumerable<Cluster> clusters, string path)
    {
        _clusters = [.. clusters.Where(cluster => cluster.EntryCount > 0).OrderBy(cluster => cluster.FirstEntry)];
        _starts = [.. _clusters.Select(cluster => cluster.FirstEntry)];
        foreach (Cluster cluster in _clusters)
        {
            if (cluster.FirstEntry != EntryCount || cluster.EntryCount > long.MaxValue - EntryCount)
            {
                throw new RootFormatException(
                    path, 0, $"a cluster from entry {EntryCount} on", $"{cluster.EntryCount} entries from {cluster.FirstEntry} on");
            }

            EntryCount += cluster.EntryCount;
        }
    }

    /// <summary>The clusters that have entries.</summary>
    internal IReadOnlyList<Cluster> All => _clusters;

    internal long EntryCount { get; private set; }

    /// <summary>Cuts a range of entries at the bounds of clusters.</summary>
    internal IEnumerable<ClusterRange> Cut(long first, int count)
    {
        int at = Array.BinarySearch(_starts, first);
        for (at = at < 0 ? ~at - 1 : at; count > 0; at++)
        {
            Cluster cluster = _clusters[at];
            long inside = first - cluster.FirstEntry;
            int taken = (int)Math.Min(cluster.EntryCount - inside, count);
            yield return new ClusterRange(cluster, inside, taken);
            first += taken;
            count -= taken;
        }
    }
}
