using Fathom.Events.Records;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream Oec.</summary>
internal sealed class OecColumns
{
    private readonly ScalarColumn<byte> _class;
    private readonly ScalarColumn<int> _hits;
    private readonly ScalarColumn<double> _charge;
    private readonly NTupleWriter _writer;

    internal OecColumns(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.Oec, "Online event classification");
        _class = model.AddScalar<byte>("class", "0 unclassified, 1 dark noise, 2 low energy, 3 point-like, 4 high energy, 5 muon");
        _hits = model.AddScalar<int>("hitCount", "Number of hits in the window");
        _charge = model.AddScalar<double>("totalCharge", "Charge of the window at nominal gain, dark counts included [PE]");
        _writer = file.AddNTuple(model);
    }

    internal long Append(in OecRecord record)
    {
        _class.Value = (byte)record.Class;
        _hits.Value = record.HitCount;
        _charge.Value = record.TotalCharge;
        _writer.Fill();
        return _writer.EntryCount - 1;
    }

    internal static OecRecord[] Read(NTupleReader reader, long first, int count)
    {
        var classes = reader.ReadScalars<byte>("class", first, count);
        var hits = reader.ReadScalars<int>("hitCount", first, count);
        var charges = reader.ReadScalars<double>("totalCharge", first, count);
        var records = new OecRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = new OecRecord((OecClass)classes[i], hits[i], charges[i]);
        }

        return records;
    }
}
