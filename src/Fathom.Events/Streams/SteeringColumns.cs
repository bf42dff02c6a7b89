using Fathom.Events.Records;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream Steering.</summary>
internal sealed class SteeringColumns
{
    private readonly StringColumn _rule;
    private readonly ScalarColumn<byte> _class;
    private readonly ScalarColumn<double> _energy;
    private readonly ScalarColumn<byte> _chosen;
    private readonly NTupleWriter _writer;

    internal SteeringColumns(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.Steering, "Which algorithms the event got and why");
        _rule = model.AddString("rule", "Name of the rule that decided");
        _class = model.AddScalar<byte>("class", "Class of the event, as in Oec");
        _energy = model.AddScalar<double>("estimatedEnergy", "Energy estimate that the rule used [MeV]");
        _chosen = model.AddScalar<byte>("chosen", "Algorithm whose vertex stands: 0 none, 1 charge centroid, 2 JVertex");
        _writer = file.AddNTuple(model);
    }

    internal long Append(SteeringRecord record)
    {
        _rule.Value = record.Rule;
        _class.Value = (byte)record.Class;
        _energy.Value = record.EstimatedEnergy;
        _chosen.Value = (byte)record.Chosen;
        _writer.Fill();
        return _writer.EntryCount - 1;
    }

    internal static SteeringRecord[] Read(NTupleReader reader, long first, int count)
    {
        var rules = reader.ReadStrings("rule", first, count);
        var classes = reader.ReadScalars<byte>("class", first, count);
        var energies = reader.ReadScalars<double>("estimatedEnergy", first, count);
        var chosen = reader.ReadScalars<byte>("chosen", first, count);
        var records = new SteeringRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = new SteeringRecord(rules[i], (OecClass)classes[i], energies[i], (VertexAlgorithm)chosen[i]);
        }

        return records;
    }
}
