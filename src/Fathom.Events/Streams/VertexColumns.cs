using Fathom.Events.Records;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>A stream of vertices: CdVertexRec or CdVertexRecJVertex.</summary>
internal sealed class VertexColumns
{
    private readonly ScalarColumn<byte> _status;
    private readonly ScalarColumn<double> _peSum, _energy, _energyPrecision, _x, _y, _z, _t0;
    private readonly VectorColumn<float> _stages;
    private readonly ScalarColumn<double> _chiSquare;
    private readonly ScalarColumn<int> _ndf;
    private readonly ScalarColumn<double> _positionQuality, _energyQuality;
    private readonly NTupleWriter _writer;

    internal VertexColumns(RootFileWriter file, string name, string description)
    {
        var model = new NTupleModel(name, description);
        _status = model.AddScalar<byte>("status", "0 not run, 1 converged, 2 too few hits, 3 not converged, 4 outside the detector");
        _peSum = model.AddScalar<double>("peSum", "Charge used, dark counts taken off [PE]");
        _energy = model.AddScalar<double>("energy", "Visible energy [MeV]");
        _energyPrecision = model.AddScalar<double>("energyPrecision", "Estimated standard deviation of the energy [MeV]");
        _x = model.AddScalar<double>("x", "Vertex x [mm]");
        _y = model.AddScalar<double>("y", "Vertex y [mm]");
        _z = model.AddScalar<double>("z", "Vertex z [mm]");
        _t0 = model.AddScalar<double>("t0", "Time of the deposit from the start of the window [ns]");
        _stages = model.AddVector<float>("stageNegLogLikelihoods", "Negative log-likelihood after each stage");
        _chiSquare = model.AddScalar<double>("chiSquare", "Chi-square of the fit");
        _ndf = model.AddScalar<int>("ndf", "Degrees of freedom of the fit");
        _positionQuality = model.AddScalar<double>("positionQuality", "Quality of the position, 0 to 1");
        _energyQuality = model.AddScalar<double>("energyQuality", "Quality of the energy, 0 to 1");
        _writer = file.AddNTuple(model);
    }

    internal long Append(VertexRecord? record)
    {
        if (record is null)
        {
            return NavigatorColumns.None;
        }

        _status.Value = (byte)record.Status;
        (_peSum.Value, _energy.Value, _energyPrecision.Value) = (record.PeSum, record.Energy, record.EnergyPrecision);
        (_x.Value, _y.Value, _z.Value, _t0.Value) = (record.X, record.Y, record.Z, record.T0);
        _stages.Set(record.StageNegLogLikelihoods);
        (_chiSquare.Value, _ndf.Value) = (record.ChiSquare, record.Ndf);
        (_positionQuality.Value, _energyQuality.Value) = (record.PositionQuality, record.EnergyQuality);
        _writer.Fill();
        return _writer.EntryCount - 1;
    }

    internal static VertexRecord[] Read(NTupleReader reader, long first, int count)
    {
        double[] Doubles(string field) => reader.ReadScalars<double>(field, first, count);

        var status = reader.ReadScalars<byte>("status", first, count);
        double[] peSum = Doubles("peSum"), energy = Doubles("energy"), precision = Doubles("energyPrecision");
        double[] x = Doubles("x"), y = Doubles("y"), z = Doubles("z"), t0 = Doubles("t0"), chiSquare = Doubles("chiSquare");
        double[] positionQuality = Doubles("positionQuality"), energyQuality = Doubles("energyQuality");
        var stages = reader.ReadVectors<float>("stageNegLogLikelihoods", first, count);
        var ndf = reader.ReadScalars<int>("ndf", first, count);
        var records = new VertexRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = new VertexRecord
            {
                Status = (VertexStatus)status[i],
                PeSum = peSum[i],
                Energy = energy[i],
                EnergyPrecision = precision[i],
                X = x[i],
                Y = y[i],
                Z = z[i],
                T0 = t0[i],
                StageNegLogLikelihoods = stages[i].ToArray(),
                ChiSquare = chiSquare[i],
                Ndf = ndf[i],
                PositionQuality = positionQuality[i],
                EnergyQuality = energyQuality[i],
            };
        }

        return records;
    }
}
