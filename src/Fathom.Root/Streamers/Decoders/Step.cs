using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>One part of reading objects: a member or a base class. The rows of the record are counted afterwards.</summary>
internal abstract class Step
{
    /// <summary>Appends this part of one object.</summary>
    internal abstract void Run(ByteCursor cursor, RecordColumn record);

    /// <summary>Appends this part of objects that stand member by member.</summary>
    internal abstract void RunMembers(ByteCursor cursor, RecordColumn record, int count);
}

/// <summary>A member.</summary>
internal sealed class MemberStep(int place, Decoder decoder) : Step
{
    internal override void Run(ByteCursor cursor, RecordColumn record) => decoder.Read(cursor, record.Members[place]);

    internal override void RunMembers(ByteCursor cursor, RecordColumn record, int count) =>
        decoder.ReadMany(cursor, record.Members[place], count);
}

/// <summary>TObject, whose bits and number are not kept.</summary>
internal sealed class TObjectStep : Step
{
    internal override void Run(ByteCursor cursor, RecordColumn record) => _ = cursor.TObject();

    internal override void RunMembers(ByteCursor cursor, RecordColumn record, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = cursor.TObject();
        }
    }
}

/// <summary>A base class: its members are among those of the record.</summary>
internal sealed class BaseStep(StreamerInfo info, List<Step> steps) : Step
{
    /// <summary>Byte count and version, then the members.</summary>
    internal override void Run(ByteCursor cursor, RecordColumn record)
    {
        StreamedHeader head = ClassDecoder.Header(cursor, info.Checksum);
        foreach (Step step in steps)
        {
            step.Run(cursor, record);
        }

        cursor.Finish(head, info.Name);
    }

    /// <summary>The members of the base stand member by member, too, without a header (TStreamerInfo::ReadBuffer, kBase).</summary>
    internal override void RunMembers(ByteCursor cursor, RecordColumn record, int count)
    {
        foreach (Step step in steps)
        {
            step.RunMembers(cursor, record, count);
        }
    }
}
