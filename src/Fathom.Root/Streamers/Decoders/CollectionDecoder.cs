using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>
/// std::vector, list, deque, set and the like (io/doc/TFile, "STL containers"): a number of items, then the items, one
/// after the other or member by member.
/// </summary>
internal sealed class CollectionDecoder(string name, Decoder item, bool header) : Decoder
{
    internal override int Width => item.Width + 1;

    internal override string? Unsupported => item.Unsupported;

    internal override string TypeName { get; } = $"std::{name}<{item.TypeName}>";

    internal override RootColumn NewColumn() => new ListColumn(item.NewColumn());

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        if (!header)
        {
            One(cursor, (ListColumn)column, default, version: null);
            return;
        }

        StreamedHeader head = cursor.Header();
        StreamerInfo? version = MemberVersion(cursor, head);
        One(cursor, (ListColumn)column, head, version);
        cursor.Finish(head, TypeName);
    }

    internal override void ReadMany(ByteCursor cursor, RootColumn column, int count)
    {
        StreamedHeader head = header ? cursor.Header() : default;
        StreamerInfo? version = MemberVersion(cursor, head);
        for (int i = 0; i < count; i++)
        {
            One(cursor, (ListColumn)column, head, version);
        }

        if (header)
        {
            cursor.Finish(head, TypeName);
        }
    }

    internal override void ReadAll(ByteCursor cursor, RootColumn column)
    {
        StreamedHeader head = header && !cursor.AtEnd ? cursor.Header() : default;
        StreamerInfo? version = MemberVersion(cursor, head);
        while (!cursor.AtEnd)
        {
            One(cursor, (ListColumn)column, head, version);
        }
    }

    private StreamerInfo? MemberVersion(ByteCursor cursor, StreamedHeader head)
    {
        if (!head.MemberWise)
        {
            return null;
        }

        return item is IMemberWise members
            ? members.ReadMemberVersion(cursor)
            : throw cursor.Fault($"items of {TypeName} one after the other", "members");
    }

    private void One(ByteCursor cursor, ListColumn list, StreamedHeader head, StreamerInfo? version)
    {
        cursor.Enter();
        if (head.MemberWise)
        {
            ((IMemberWise)item).ReadMembers(cursor, list.Items, version);
        }
        else
        {
            Content(cursor, list);
        }

        list.EndRow();
        cursor.Leave();
    }

    private void Content(ByteCursor cursor, ListColumn list)
    {
        int size = cursor.Size();
        if (item.FixedBytes > 0)
        {
            item.ReadMany(cursor, list.Items, size);
            return;
        }

        for (int i = 0; i < size; i++)
        {
            item.Read(cursor, list.Items);
        }
    }
}
