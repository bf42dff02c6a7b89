using Fathom.Events.Records;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream CdTrigger.</summary>
internal sealed class TriggerColumns
{
    private readonly ScalarColumn<uint> _event;
    private readonly ScalarColumn<long> _time;
    private readonly ScalarColumn<uint> _word;
    private readonly NTupleWriter _writer;

    internal TriggerColumns(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.Trigger, "Trigger of the event");
        _event = model.AddScalar<uint>("eventNumber", "Number of the event within its section");
        _time = model.AddScalar<long>("timeNs", "Trigger time, UTC [ns since 1970-01-01]");
        _word = model.AddScalar<uint>("word", "Trigger word");
        _writer = file.AddNTuple(model);
    }

    internal long Append(in TriggerRecord record)
    {
        _event.Value = record.EventNumber;
        _time.Value = record.TimeNs;
        _word.Value = record.Word;
        _writer.Fill();
        return _writer.EntryCount - 1;
    }

    internal static TriggerRecord[] Read(NTupleReader reader, long first, int count)
    {
        var numbers = reader.ReadScalars<uint>("eventNumber", first, count);
        var times = reader.ReadScalars<long>("timeNs", first, count);
        var words = reader.ReadScalars<uint>("word", first, count);
        var records = new TriggerRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = new TriggerRecord(numbers[i], times[i], words[i]);
        }

        return records;
    }
}
