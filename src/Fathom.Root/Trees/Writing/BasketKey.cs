using Fathom.Root.Container;

namespace Fathom.Root.Trees.Writing;

/// <summary>The key of a basket, which has the head of TBasket in it (TBasket::Streamer); always of big files, as ROOT's.</summary>
internal static class BasketKey
{
    private const string ClassName = "TBasket";
    private const int HeadLength = 2 + (4 * sizeof(int)) + 1;
    private const int Version = 3;
    private const int DefaultOffsets = 1000;

    internal static int Length(string branch, string tree) => KeyRecord.FixedLength(big: true) + BigEndianWriter.TextLength(ClassName)
        + BigEndianWriter.TextLength(branch) + BigEndianWriter.TextLength(tree) + HeadLength;

    internal static void Write(
        BigEndianWriter writer, ContainerWriter container, string branch, string tree, BasketJob job, int entries, bool variable)
    {
        int length = Length(branch, tree);
        container.Key(ClassName, branch, tree, job.Length, job.StoredLength, big: true).Write(writer, length);
        int perEntry = variable ? Math.Max(DefaultOffsets, entries + 1) : job.DataLength / entries;
        writer.U16(Version).I32(length + job.Length).I32(perEntry).I32(entries).I32(length + job.DataLength).U8(0);
    }
}
