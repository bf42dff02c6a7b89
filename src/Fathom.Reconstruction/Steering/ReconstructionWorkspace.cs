using Fathom.Events.Hits;
using Fathom.Reconstruction.Vertex;

namespace Fathom.Reconstruction.Steering;

/// <summary>Memory for the reconstruction of one event after another. One per thread.</summary>
public sealed class ReconstructionWorkspace
{
    /// <summary>Calibrated hits of the current event.</summary>
    public HitColumns Hits { get; } = new();

    /// <summary>Memory of the vertex algorithms.</summary>
    public VertexWorkspace Vertex { get; } = new();
}
