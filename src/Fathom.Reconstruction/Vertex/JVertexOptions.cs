namespace Fathom.Reconstruction.Vertex;

/// <summary>Settings of <see cref="JVertex"/>.</summary>
public sealed record JVertexOptions
{
    /// <summary>How long before its expected arrival at the seed a hit is still used [ns]. Default 40.</summary>
    public double Before { get; init; } = 40;

    /// <summary>How long after its expected arrival at the seed a hit is still used [ns]. Default 160.</summary>
    public double After { get; init; } = 160;

    /// <summary>Fewest first hits for a fit. Default 20.</summary>
    public int MinimumHits { get; init; } = 20;

    /// <summary>Most iterations. Default 40.</summary>
    public int MaximumIterations { get; init; } = 40;

    /// <summary>The fit has converged when the expected gain in ln L is below this. Default 0.001, a few hundredths of the standard error.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Longest step in one iteration [mm]. Default 2000.</summary>
    public double MaximumStep { get; init; } = 2000;
}
