using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>std::pair, and the items of a map.</summary>
/// <param name="key">First member, as a member.</param>
/// <param name="value">Second member, as a member.</param>
/// <param name="plainKey">First member, without a header.</param>
/// <param name="plainValue">Second member, without a header.</param>
/// <param name="inMap">Keys and values follow each other without anything around a pair.</param>
internal sealed class PairDecoder(Decoder key, Decoder value, Decoder plainKey, Decoder plainValue, bool inMap) : Decoder, IMemberWise
{
    private const int Versionless = 0;

    internal override int Width => key.Width + value.Width + 1;

    internal override string? Unsupported => key.Unsupported ?? value.Unsupported;

    internal override string TypeName { get; } = inMap ? $"{key.TypeName}, {value.TypeName}" : $"std::pair<{key.TypeName}, {value.TypeName}>";

    internal override RootColumn NewColumn() =>
        new RecordColumn("pair", ["first", "second"], [key.NewColumn(), value.NewColumn()], positional: true);

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        RecordColumn record = (RecordColumn)column;
        if (inMap)
        {
            plainKey.Read(cursor, record.Members[0]);
            plainValue.Read(cursor, record.Members[1]);
        }
        else
        {
            StreamedHeader head = cursor.Header();
            if (head.Version == Versionless)
            {
                _ = cursor.U32();
            }

            key.Read(cursor, record.Members[0]);
            value.Read(cursor, record.Members[1]);
            cursor.Finish(head, TypeName);
        }

        record.EndRows(1);
    }

    public StreamerInfo? ReadMemberVersion(ByteCursor cursor)
    {
        if (cursor.U16() == Versionless)
        {
            _ = cursor.U32();
        }

        return null;
    }

    public void ReadMembers(ByteCursor cursor, RootColumn column, StreamerInfo? version)
    {
        int size = cursor.Size();
        if (size > 0)
        {
            RecordColumn record = (RecordColumn)column;
            key.ReadMany(cursor, record.Members[0], size);
            value.ReadMany(cursor, record.Members[1], size);
            record.EndRows(size);
        }
    }
}
