using Fathom.Events.Records;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream IbdPair.</summary>
internal sealed class IbdPairColumns
{
    private readonly ScalarColumn<long> _prompt;
    private readonly ScalarColumn<long> _delayed;
    private readonly ScalarColumn<long> _timeDifference;
    private readonly ScalarColumn<double> _distance;
    private readonly NTupleWriter _writer;

    internal IbdPairColumns(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.IbdPairs, "Pairs that look like inverse beta decay");
        _prompt = model.AddScalar<long>("prompt", "Entry of the prompt event in the navigator");
        _delayed = model.AddScalar<long>("delayed", "Entry of the delayed event in the navigator");
        _timeDifference = model.AddScalar<long>("timeDifferenceNs", "Delayed less prompt [ns]");
        _distance = model.AddScalar<double>("distance", "Distance of the vertices [mm]");
        _writer = file.AddNTuple(model);
    }

    internal void Append(in IbdPair pair)
    {
        _prompt.Value = pair.Prompt;
        _delayed.Value = pair.Delayed;
        _timeDifference.Value = pair.TimeDifferenceNs;
        _distance.Value = pair.Distance;
        _writer.Fill();
    }

    internal static IbdPair[] Read(NTupleReader reader)
    {
        var prompt = reader.ReadScalars<long>("prompt");
        var delayed = reader.ReadScalars<long>("delayed");
        var timeDifference = reader.ReadScalars<long>("timeDifferenceNs");
        var distance = reader.ReadScalars<double>("distance");
        var pairs = new IbdPair[prompt.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new IbdPair(prompt[i], delayed[i], timeDifference[i], distance[i]);
        }

        return pairs;
    }
}
