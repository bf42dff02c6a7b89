namespace Fathom.Reconstruction.Vertex;

/// <summary>The vertex algorithms. The numbers are stored in files: never reuse one.</summary>
public enum VertexAlgorithm : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Charge-weighted mean of the PMT positions, corrected for the sphere.</summary>
    ChargeCentroid = 1,

    /// <summary>First-hit times of the dynode PMTs.</summary>
    JVertex = 2,
}
