namespace Fathom.Reconstruction.Steering;

/// <summary>Settings of the steering.</summary>
public sealed record SteeringOptions
{
    /// <summary>
    /// Energy from which an event of low class gets the time-based vertex all the same [MeV]. Default 0.5: below it, singles of
    /// radioactivity are most of the rate and enter no selection.
    /// </summary>
    public double TimeVertexFrom { get; init; } = 0.5;
}
