using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>Writes the navigator: for every event, its entry in each stream, or −1.</summary>
internal sealed class NavigatorColumns
{
    /// <summary>The index of an event that has no entry in a stream.</summary>
    internal const long None = -1;

    private readonly ScalarColumn<uint> _run;
    private readonly ScalarColumn<uint> _event;
    private readonly ScalarColumn<long>[] _entries;
    private readonly NTupleWriter _writer;

    internal NavigatorColumns(RootFileWriter file, params ReadOnlySpan<string> streams)
    {
        var model = new NTupleModel(StreamNames.Navigator, "Entry of each event in each stream, -1 where it has none");
        _run = model.AddScalar<uint>("run", "Run");
        _event = model.AddScalar<uint>("eventNumber", "Number of the event within its section");
        _entries = new ScalarColumn<long>[streams.Length];
        for (var i = 0; i < streams.Length; i++)
        {
            _entries[i] = model.AddScalar<long>(streams[i], "Entry in the stream " + streams[i]);
        }

        _writer = file.AddNTuple(model);
    }

    internal long EntryCount => _writer.EntryCount;

    /// <summary>Appends an event.</summary>
    /// <param name="run">Run.</param>
    /// <param name="eventNumber">Number of the event within its section.</param>
    /// <param name="entries">Its entries, in the order of the streams.</param>
    internal void Append(uint run, uint eventNumber, params ReadOnlySpan<long> entries)
    {
        _run.Value = run;
        _event.Value = eventNumber;
        for (var i = 0; i < _entries.Length; i++)
        {
            _entries[i].Value = entries[i];
        }

        _writer.Fill();
    }
}
