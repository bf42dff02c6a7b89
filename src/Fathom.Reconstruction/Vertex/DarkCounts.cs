namespace Fathom.Reconstruction.Vertex;

/// <summary>Dark counts among the photo-electrons of an event: uniform in the stretch of residual time that is used.</summary>
/// <param name="Fraction">ε, the fraction of the photo-electrons that are dark.</param>
/// <param name="Start">Earliest residual used [ns].</param>
/// <param name="End">Latest residual used [ns].</param>
internal readonly record struct DarkCounts(double Fraction, double Start, double End)
{
    /// <summary>Length of the stretch [ns].</summary>
    public double Length => End - Start;

    /// <summary>Probability that a dark count comes after the residual <paramref name="time"/> [ns]; kept off 0.</summary>
    public double Later(double time) => Math.Clamp((End - time) / Length, 1e-6, 1);
}
