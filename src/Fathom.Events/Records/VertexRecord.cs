namespace Fathom.Events.Records;

/// <summary>How a vertex reconstruction ended.</summary>
public enum VertexStatus : byte
{
    /// <summary>The steering did not ask for it.</summary>
    NotRun = 0,

    /// <summary>Converged; position and energy can be used.</summary>
    Converged = 1,

    /// <summary>Too few hits to say anything.</summary>
    TooFewHits = 2,

    /// <summary>The fit found no minimum; the position is its last point.</summary>
    NotConverged = 3,

    /// <summary>Converged outside the target; the position is clamped to its edge.</summary>
    OutsideDetector = 4,
}

/// <summary>The algorithm that made a vertex.</summary>
public enum VertexAlgorithm : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Charge centroid: stream CdVertexRec.</summary>
    ChargeCentroid = 1,

    /// <summary>Time-based vertex from the dynode PMTs: stream CdVertexRecJVertex.</summary>
    JVertex = 2,
}

/// <summary>A reconstructed vertex and energy: an entry of a vertex stream.</summary>
public sealed record VertexRecord
{
    /// <summary>How the reconstruction ended.</summary>
    public required VertexStatus Status { get; init; }

    /// <summary>Charge used, dark counts taken off [PE].</summary>
    public double PeSum { get; init; }

    /// <summary>Visible energy [MeV].</summary>
    public double Energy { get; init; }

    /// <summary>Estimated standard deviation of the energy [MeV].</summary>
    public double EnergyPrecision { get; init; }

    /// <summary>Vertex x [mm].</summary>
    public double X { get; init; }

    /// <summary>Vertex y [mm].</summary>
    public double Y { get; init; }

    /// <summary>Vertex z [mm].</summary>
    public double Z { get; init; }

    /// <summary>Time of the deposit from the start of the readout window [ns].</summary>
    public double T0 { get; init; }

    /// <summary>Negative log-likelihood after each stage of the algorithm, in its order; empty where it has none.</summary>
    public float[] StageNegLogLikelihoods { get; init; } = [];

    /// <summary>Chi-square of the fit; 0 where it has none.</summary>
    public double ChiSquare { get; init; }

    /// <summary>Degrees of freedom of the fit.</summary>
    public int Ndf { get; init; }

    /// <summary>Quality of the position, 0 (bad) to 1 (good), as the algorithm defines it.</summary>
    public double PositionQuality { get; init; }

    /// <summary>Quality of the energy, 0 (bad) to 1 (good), as the algorithm defines it.</summary>
    public double EnergyQuality { get; init; }
}
