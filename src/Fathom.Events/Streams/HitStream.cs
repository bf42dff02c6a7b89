using Fathom.Events.Hits;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream CdLpmtCalib.</summary>
internal sealed class HitStream
{
    private readonly VectorColumn<ushort> _channel;
    private readonly VectorColumn<float> _time;
    private readonly VectorColumn<float> _charge;
    private readonly NTupleWriter _writer;

    internal HitStream(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.CalibratedHits, "Calibrated hits of the large PMTs");
        _channel = model.AddVector<ushort>("channel", "Channel");
        _time = model.AddVector<float>("time", "Time from the start of the window, channel offset taken off [ns]");
        _charge = model.AddVector<float>("charge", "Charge [PE]");
        _writer = file.AddNTuple(model);
    }

    internal long Append(HitColumns hits)
    {
        _channel.Set(hits.Channel);
        _time.Set(hits.Time);
        _charge.Set(hits.Charge);
        _writer.Fill();
        return _writer.EntryCount - 1;
    }

    internal static HitColumns[] Read(NTupleReader reader, long first, int count)
    {
        var channel = reader.ReadVectors<ushort>("channel", first, count);
        var time = reader.ReadVectors<float>("time", first, count);
        var charge = reader.ReadVectors<float>("charge", first, count);
        var rows = new HitColumns[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new HitColumns();
            rows[i].Set(channel[i], time[i], charge[i]);
        }

        return rows;
    }
}
