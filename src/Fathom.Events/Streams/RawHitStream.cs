using Fathom.Events.Hits;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream CdLpmtRaw.</summary>
internal sealed class RawHitStream
{
    private readonly VectorColumn<ushort> _channel;
    private readonly VectorColumn<ushort> _tdc;
    private readonly VectorColumn<ushort> _adc;
    private readonly NTupleWriter _writer;

    internal RawHitStream(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.RawHits, "Uncalibrated hits of the large PMTs");
        _channel = model.AddVector<ushort>("channel", "Channel");
        _tdc = model.AddVector<ushort>("tdc", "Time from the start of the window [TDC ticks]");
        _adc = model.AddVector<ushort>("adc", "Charge [ADC counts]");
        _writer = file.AddNTuple(model);
    }

    internal long Append(RawHitColumns hits)
    {
        _channel.Set(hits.Channel);
        _tdc.Set(hits.Tdc);
        _adc.Set(hits.Adc);
        _writer.Fill();
        return _writer.EntryCount - 1;
    }

    internal static RawHitColumns[] Read(NTupleReader reader, long first, int count)
    {
        var channel = reader.ReadVectors<ushort>("channel", first, count);
        var tdc = reader.ReadVectors<ushort>("tdc", first, count);
        var adc = reader.ReadVectors<ushort>("adc", first, count);
        var rows = new RawHitColumns[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new RawHitColumns();
            rows[i].Set(channel[i], tdc[i], adc[i]);
        }

        return rows;
    }
}
