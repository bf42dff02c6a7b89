namespace Fathom.Compute.Steps;

/// <summary>Telescope hits (JSON.gz) → full event: selects hits, fits the muon track, keeps every hit with its residual.</summary>
/// <remarks>Input tier <c>HITS</c>, output tier <c>FULL</c>. Parameters: <c>hits</c> = triggered (default) | all;
/// <c>telescope</c> = name of an embedded telescope description, default arca.</remarks>
public sealed class TelescopeReconstructStep : IStep
{
    /// <inheritdoc/>
    public string Name => "telescope-reconstruct";

    /// <inheritdoc/>
    public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation) =>
        throw new NotImplementedException();
}
