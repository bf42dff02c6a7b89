using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Reconstruction.Calibration;

namespace Fathom.Reconstruction.Vertex;

/// <summary>Finds the place and time of a point-like deposit.</summary>
/// <remarks>
/// An algorithm is stateless and shared by threads; what it needs to write to is in the workspace, one per thread.
/// </remarks>
public interface IVertexAlgorithm
{
    /// <summary>Its name, as the steering and the stream of its records know it.</summary>
    VertexAlgorithm Name { get; }

    /// <summary>Fits one event.</summary>
    /// <param name="hits">Calibrated hits.</param>
    /// <param name="detector">Geometry and constants of the run.</param>
    /// <param name="seed">Result of the algorithm before it in the chain; its status may be <see cref="VertexStatus.NotRun"/>.</param>
    /// <param name="workspace">Memory to work in, owned by the calling thread.</param>
    VertexFit Fit(HitColumns hits, DetectorModel detector, in VertexFit seed, VertexWorkspace workspace);
}
