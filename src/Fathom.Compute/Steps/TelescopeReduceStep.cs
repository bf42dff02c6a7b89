namespace Fathom.Compute.Steps;

/// <summary>Full event → reduced event: one row with direction, ICRS position, time, number of hits and errors.</summary>
/// <remarks>Input tier <c>FULL</c>, output tier <c>REDUCED</c>. Parameters: <c>azimuth-correction-deg</c>, added to the
/// track's azimuthal angle before the transformation (detector misalignment; 1.35 for KM3-230213A), default 0;
/// <c>telescope</c> as for <see cref="TelescopeReconstructStep"/>, default the one of the full event.</remarks>
public sealed class TelescopeReduceStep : IStep
{
    /// <inheritdoc/>
    public string Name => "telescope-reduce";

    /// <inheritdoc/>
    public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation) =>
        throw new NotImplementedException();
}
