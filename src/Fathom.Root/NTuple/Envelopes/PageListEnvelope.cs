namespace Fathom.Root.NTuple.Envelopes;

/// <summary>A page of a column (specification, "Page Locations").</summary>
/// <param name="Elements">Number of elements.</param>
/// <param name="HasChecksum">An XXH3 of the stored bytes follows them.</param>
/// <param name="Locator">Where its bytes lie.</param>
internal readonly record struct PageRecord(int Elements, bool HasChecksum, Locator Locator);

/// <summary>The pages of one column in one cluster.</summary>
/// <param name="FirstElement">Elements of the column before this cluster; negative where it is suppressed.</param>
/// <param name="Pages">Its pages in order.</param>
/// <param name="ElementCount">Elements of all of them.</param>
internal sealed record ColumnPages(long FirstElement, PageRecord[] Pages, long ElementCount)
{
    /// <summary>A column that another representation of its field stands for (specification, "Suppressed Columns").</summary>
    internal static ColumnPages None { get; } = new(long.MinValue, [], 0);

    internal bool Suppressed => FirstElement < 0;
}

/// <summary>A range of entries with all its pages (specification, "Cluster Summary Record Frame").</summary>
/// <param name="FirstEntry">First entry.</param>
/// <param name="EntryCount">Number of entries.</param>
/// <param name="Columns">Its columns by id.</param>
internal sealed record Cluster(long FirstEntry, long EntryCount, ColumnPages[] Columns);

/// <summary>Clusters and their pages (specification, "Page List Envelope").</summary>
internal static class PageListEnvelope
{
    private const long ShardedFlag = 1L << 56;
    private const long EntryCountMask = ShardedFlag - 1;
    private const int MinimumSummarySize = 24;
    private const int MinimumListSize = 12;
    private const int MinimumColumnSize = MinimumListSize + 8;
    private const int MinimumPageSize = 4 + Locator.MinimumSize;

    internal static ReadOnlySpan<byte> Write(ulong headerChecksum, IReadOnlyList<Cluster> clusters, uint compression, out ulong checksum)
    {
        EnvelopeWriter writer = new();
        writer.U64(headerChecksum);
        int summaries = writer.BeginList(clusters.Count);
        foreach (Cluster cluster in clusters)
        {
            int frame = writer.BeginRecord();
            writer.I64(cluster.FirstEntry).I64(cluster.EntryCount).EndRecord(frame);
        }

        writer.EndList(summaries);
        int locations = writer.BeginList(clusters.Count);
        foreach (Cluster cluster in clusters)
        {
            int columns = writer.BeginList(cluster.Columns.Length);
            foreach (ColumnPages column in cluster.Columns)
            {
                WriteColumn(writer, column, compression);
            }

            writer.EndList(columns);
        }

        return writer.EndList(locations).Close(EnvelopeType.PageList, out checksum);
    }

    /// <summary>Reads the clusters of a group.</summary>
    /// <param name="reader">The envelope.</param>
    /// <param name="headerChecksum">Checksum of the header that it must belong to.</param>
    /// <param name="group">The group, whose number of clusters must be met.</param>
    /// <param name="columnCount">Number of physical columns of the schema.</param>
    internal static List<Cluster> Read(EnvelopeReader reader, ulong headerChecksum, ClusterGroup group, int columnCount)
    {
        ulong ofHeader = reader.U64();
        if (ofHeader != headerChecksum)
        {
            throw reader.Fault($"a page list of the header {headerChecksum:x16}", $"that of {ofHeader:x16}");
        }

        EnvelopeReader summaries = reader.List(MinimumSummarySize, out int count);
        EnvelopeReader locations = reader.List(MinimumListSize, out int located);
        if (count != group.ClusterCount || located != count)
        {
            throw reader.Fault($"{group.ClusterCount} clusters", $"{count} summaries and {located} lists of pages");
        }

        List<Cluster> clusters = new(count);
        for (int i = 0; i < count; i++)
        {
            EnvelopeReader summary = summaries.Record();
            long first = summary.I64();
            long entries = summary.I64();
            if ((entries & ShardedFlag) != 0 || first < 0)
            {
                throw summary.Fault("an unsharded cluster of entries from 0 on", $"first entry {first}, flags {entries >>> 56}");
            }

            EnvelopeReader columns = locations.List(MinimumColumnSize, out int listed);
            if (listed > columnCount)
            {
                throw columns.Fault($"pages of at most {columnCount} columns", $"{listed}");
            }

            clusters.Add(new Cluster(first, entries & EntryCountMask, ReadColumns(ref columns, listed)));
        }

        return clusters;
    }

    private static void WriteColumn(EnvelopeWriter writer, ColumnPages column, uint compression)
    {
        int pages = writer.BeginList(column.Pages.Length);
        foreach (PageRecord page in column.Pages)
        {
            writer.I32(page.HasChecksum ? -page.Elements : page.Elements);
            page.Locator.Write(writer);
        }

        writer.I64(column.FirstElement);
        if (!column.Suppressed)
        {
            writer.U32(compression);
        }

        writer.EndList(pages);
    }

    private static ColumnPages[] ReadColumns(ref EnvelopeReader list, int count)
    {
        ColumnPages[] columns = new ColumnPages[count];
        for (int i = 0; i < count; i++)
        {
            EnvelopeReader frame = list.List(MinimumPageSize, out int pageCount);
            PageRecord[] pages = new PageRecord[pageCount];
            long elements = 0;
            for (int p = 0; p < pageCount; p++)
            {
                int signed = frame.I32();
                if (signed == int.MinValue)
                {
                    throw frame.Fault("a number of elements", $"{signed}");
                }

                pages[p] = new PageRecord(Math.Abs(signed), signed < 0, Locator.Read(ref frame));
                elements += pages[p].Elements;
            }

            columns[i] = new ColumnPages(frame.I64(), pages, elements);
        }

        return columns;
    }
}
