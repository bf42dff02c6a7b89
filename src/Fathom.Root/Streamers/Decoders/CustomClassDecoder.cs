using Fathom.Root.Columns;
using Fathom.Root.Streamers.Custom;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Objects of a class that a <see cref="ClassStreamer"/> reads.</summary>
internal sealed class CustomClassDecoder(ClassStreamer streamer) : Decoder
{
    private readonly string[] _names = [.. streamer.Members.Select(member => member.Name)];
    private ByteCursor? _lastCursor;
    private RecordColumn? _lastRecord;
    private StreamedObject? _last;

    internal override int FixedBytes => streamer.FixedBytes;

    internal override int Width => _names.Length + 1;

    internal override string TypeName => streamer.ClassName;

    internal override RootColumn NewColumn() => new RecordColumn(streamer.ClassName, _names, [.. streamer.Members.Select(member => member.NewColumn())]);

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        RecordColumn record = (RecordColumn)column;
        int start = cursor.Position;
        streamer.Read(Source(cursor, record));
        if (streamer.FixedBytes > 0 && cursor.Position - start != streamer.FixedBytes)
        {
            throw new InvalidOperationException(
                $"the streamer of {streamer.ClassName} took {cursor.Position - start} bytes, where it promises {streamer.FixedBytes}");
        }

        record.EndRows(1);
        CheckMembers(record);
    }

    /// <summary>The same for all objects that follow each other: nothing is allocated for one of them.</summary>
    private StreamedObject Source(ByteCursor cursor, RecordColumn record)
    {
        if (_last is null || !ReferenceEquals(cursor, _lastCursor) || !ReferenceEquals(record, _lastRecord))
        {
            _last = new StreamedObject(cursor, record);
            _lastCursor = cursor;
            _lastRecord = record;
        }

        return _last;
    }

    private void CheckMembers(RecordColumn record)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (record.Members[i].Count != record.Count)
            {
                throw new InvalidOperationException(
                    $"the streamer of {streamer.ClassName} set {_names[i]} {record.Members[i].Count - record.Count + 1} times in one object");
            }
        }
    }
}
