using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>A branch with several leaves: a record whose members follow each other without padding.</summary>
internal sealed class LeafListDecoder(IReadOnlyList<string> names, IReadOnlyList<Decoder> leaves) : Decoder
{
    internal override int FixedBytes => leaves.All(leaf => leaf.FixedBytes > 0) ? (int)Math.Min(int.MaxValue, leaves.Sum(leaf => (long)leaf.FixedBytes)) : 0;

    internal override int Width => leaves.Sum(leaf => leaf.Width) + 1;

    internal override string? Unsupported => leaves.Select(leaf => leaf.Unsupported).FirstOrDefault(reason => reason is not null);

    internal override string TypeName => $"struct {{{string.Join(" ", names.Zip(leaves, (name, leaf) => $"{leaf.TypeName} {name};"))}}}";

    internal override RootColumn NewColumn() => new RecordColumn("", names, [.. leaves.Select(leaf => leaf.NewColumn())]);

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        RecordColumn record = (RecordColumn)column;
        for (int i = 0; i < leaves.Count; i++)
        {
            leaves[i].Read(cursor, record.Members[i]);
        }

        record.EndRows(1);
    }
}
