using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>An array behind a pointer, whose length another member says.</summary>
/// <param name="place">Place of the member.</param>
/// <param name="decoder">Reads its items.</param>
/// <param name="counter">Place of the counter; −1 where the description names none.</param>
internal sealed class CountedStep(int place, CountedDecoder decoder, int counter) : Step
{
    internal override void Run(ByteCursor cursor, RecordColumn record) => RunMembers(cursor, record, 1);

    internal override void RunMembers(ByteCursor cursor, RecordColumn record, int count)
    {
        // Arrays of objects have one header, however many of them stand together.
        StreamedHeader head = decoder.Begin(cursor);
        for (int i = 0; i < count; i++)
        {
            long length = counter < 0
                ? throw cursor.Fault("an array whose counter is described", "one without")
                : Counts.At(record.Members[counter], record.Count + i) ?? throw cursor.Fault("a counter before its array", "none");
            decoder.ReadItems(cursor, record.Members[place], length);
        }

        decoder.End(cursor, head);
    }
}
