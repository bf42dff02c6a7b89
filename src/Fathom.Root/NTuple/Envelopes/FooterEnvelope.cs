namespace Fathom.Root.NTuple.Envelopes;

/// <summary>A run of clusters and their page list (specification, "Cluster Group Record Frame").</summary>
/// <param name="FirstEntry">First entry of its clusters.</param>
/// <param name="EntryCount">Number of entries.</param>
/// <param name="ClusterCount">Number of clusters.</param>
/// <param name="PageListLength">Length of the page list envelope once unpacked.</param>
/// <param name="PageList">Where it lies.</param>
internal sealed record ClusterGroup(long FirstEntry, long EntryCount, int ClusterCount, long PageListLength, Locator PageList);

/// <summary>Schema extension and cluster groups (specification, "Footer Envelope").</summary>
internal static class FooterEnvelope
{
    private const int MinimumGroupSize = 36 + Locator.MinimumSize;

    internal static ReadOnlySpan<byte> Write(ulong headerChecksum, Schema schema, IReadOnlyList<ClusterGroup> groups, out ulong checksum)
    {
        EnvelopeWriter writer = new();
        writer.U64(0).U64(headerChecksum);
        int extension = writer.BeginRecord();
        schema.WriteExtension(writer);
        writer.EndRecord(extension);
        int list = writer.BeginList(groups.Count);
        foreach (ClusterGroup group in groups)
        {
            int frame = writer.BeginRecord();
            writer.I64(group.FirstEntry).I64(group.EntryCount).I32(group.ClusterCount).I64(group.PageListLength);
            group.PageList.Write(writer);
            writer.EndRecord(frame);
        }

        return writer.EndList(list).Close(EnvelopeType.Footer, out checksum);
    }

    /// <summary>Reads the groups and appends the extension to the schema.</summary>
    internal static List<ClusterGroup> Read(EnvelopeReader reader, ulong headerChecksum, Schema schema)
    {
        FeatureFlags.Refuse(ref reader);
        ulong ofHeader = reader.U64();
        if (ofHeader != headerChecksum)
        {
            throw reader.Fault($"the footer of the header {headerChecksum:x16}", $"that of {ofHeader:x16}");
        }

        EnvelopeReader extension = reader.Record();
        if (extension.Remaining > 0)
        {
            schema.Append(ref extension);
        }

        EnvelopeReader list = reader.List(MinimumGroupSize, out int count);
        List<ClusterGroup> groups = new(count);
        for (int i = 0; i < count; i++)
        {
            EnvelopeReader frame = list.Record();
            groups.Add(new ClusterGroup(frame.I64(), frame.I64(), frame.I32(), frame.I64(), Locator.Read(ref frame)));
        }

        return groups;
    }
}
