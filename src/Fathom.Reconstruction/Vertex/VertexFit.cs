using Fathom.Events.Records;

namespace Fathom.Reconstruction.Vertex;

/// <summary>Outcome of one vertex algorithm for one event.</summary>
/// <param name="Status">How the fit ended; outside the detector, the position is moved radially to the target's edge.</param>
/// <param name="X">Vertex x in the detector frame [mm].</param>
/// <param name="Y">Vertex y [mm].</param>
/// <param name="Z">Vertex z [mm].</param>
/// <param name="T0">Time of the deposit on the clock of the hits [ns]; 0 where the algorithm uses no time.</param>
/// <param name="NegLogLikelihood">−ln L at the minimum; 0 where the algorithm has no likelihood.</param>
/// <param name="Hits">Hits that entered the fit.</param>
/// <param name="Chi2">Pearson χ² of the binned time residuals against their expected density; 0 without times.</param>
/// <param name="Ndf">Degrees of freedom of <paramref name="Chi2"/>: bins used minus parameters fitted; 0 without times.</param>
/// <param name="Error">Standard error of the position along one axis, averaged over the three [mm]; NaN if unknown.</param>
/// <param name="T0Error">Standard error of <paramref name="T0"/> [ns]; NaN if unknown.</param>
public readonly record struct VertexFit(
    VertexStatus Status,
    double X,
    double Y,
    double Z,
    double T0,
    double NegLogLikelihood,
    int Hits,
    double Chi2,
    int Ndf,
    double Error,
    double T0Error)
{
    /// <summary>Distance from the centre of the detector [mm].</summary>
    public double Radius => Math.Sqrt((X * X) + (Y * Y) + (Z * Z));

    /// <summary>A fit that has a position: it converged, or ended outside with a position that can be looked at.</summary>
    public bool HasPosition => Status is VertexStatus.Converged or VertexStatus.NotConverged or VertexStatus.OutsideDetector;

    /// <summary>A fit without a position.</summary>
    public static VertexFit Without(VertexStatus status) =>
        new(status, 0, 0, 0, 0, 0, 0, 0, 0, double.NaN, double.NaN);
}
