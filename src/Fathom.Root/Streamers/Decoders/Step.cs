using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>One part of reading an object: a member or a base class.</summary>
internal abstract class Step
{
    /// <summary>Appends this part of objects to the record, whose rows are counted afterwards.</summary>
    internal abstract void Run(ByteCursor cursor, RecordColumn record, int count);
}

/// <summary>A member.</summary>
internal sealed class MemberStep(int place, Decoder decoder) : Step
{
    internal override void Run(ByteCursor cursor, RecordColumn record, int count)
    {
        if (count == 1)
        {
            decoder.Read(cursor, record.Members[place]);
        }
        else
        {
            decoder.ReadMany(cursor, record.Members[place], count);
        }
    }
}

/// <summary>TObject, whose bits and number are not kept.</summary>
internal sealed class TObjectStep : Step
{
    internal override void Run(ByteCursor cursor, RecordColumn record, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = cursor.TObject();
        }
    }
}

/// <summary>A base class: byte count and version, then its members, which are among those of the record.</summary>
internal sealed class BaseStep(StreamerInfo info, List<Step> steps) : Step
{
    internal override void Run(ByteCursor cursor, RecordColumn record, int count)
    {
        for (int i = 0; i < count; i++)
        {
            StreamedHeader head = ClassDecoder.Header(cursor, info.Checksum);
            foreach (Step step in steps)
            {
                step.Run(cursor, record, 1);
            }

            cursor.Finish(head, info.Name);
        }
    }
}

/// <summary>An array behind a pointer, whose length another member says.</summary>
/// <param name="place">Place of the member.</param>
/// <param name="decoder">Reads its items.</param>
/// <param name="counter">Place of the counter; −1 where the description names none.</param>
internal sealed class CountedStep(int place, CountedDecoder decoder, int counter) : Step
{
    internal override void Run(ByteCursor cursor, RecordColumn record, int count)
    {
        for (int i = 0; i < count; i++)
        {
            decoder.Read(cursor, record.Members[place], Length(cursor, record, record.Count + i));
        }
    }

    private long Length(ByteCursor cursor, RecordColumn record, int row) => counter < 0
        ? throw cursor.Fault("an array whose counter is described", "one without")
        : record.Members[counter] switch
        {
            NumberColumn<int> column when row < column.Count => column.Values[row],
            NumberColumn<uint> column when row < column.Count => column.Values[row],
            NumberColumn<short> column when row < column.Count => column.Values[row],
            NumberColumn<ushort> column when row < column.Count => column.Values[row],
            NumberColumn<long> column when row < column.Count => column.Values[row],
            NumberColumn<byte> column when row < column.Count => column.Values[row],
            NumberColumn<sbyte> column when row < column.Count => column.Values[row],
            _ => throw cursor.Fault("a counter before its array", "none"),
        };
}
