using Fathom.Catalog.Files;
using Fathom.Detector.Telescope;
using Fathom.Events.Telescope;
using Fathom.Reconstruction.Telescope;

namespace Fathom.Compute.Steps;

/// <summary>Telescope hits (JSON.gz, or KM3NeT's ROOT files) → full event: selects hits, fits the muon track, keeps every hit with its residual.</summary>
/// <remarks>
/// Parameters: <c>hits</c> = triggered (default) or all; <c>telescope</c> = a telescope description that comes with
/// Fathom, default arca; <c>entry</c> = which event of a ROOT file, from 0 (default). The published track is carried along and never read by the fit.
/// </remarks>
public sealed class TelescopeReconstructStep : IStep
{
    private const string DefaultTelescope = "arca";

    /// <inheritdoc/>
    public string Name => "telescope-reconstruct";

    /// <inheritdoc/>
    public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var input = TelescopeInput.Single(request);
        var sample = TelescopeParameters.Sample(request.Parameters);
        var telescope = TelescopeParameters.Description(request.Parameters, DefaultTelescope);
        var name = input.EventName;
        var entry = TelescopeParameters.Entry(request.Parameters);
        var read = input.Read(path => TelescopeEventReader.Read(path, name, entry, cancellation));
        RequireCalibration(read, input);
        progress.Report(0.3);
        var full = Reconstruct(read, telescope, sample, cancellation);
        RequireFit(full, input);
        progress.Report(0.8);
        var fileName = $"{name}.{sample}.full.root";
        FullEventFile.Write(Path.Combine(request.OutputFolder, fileName), full);
        progress.Report(1);
        return new StepResult([new StepOutput(FileTiers.TelescopeFull, fileName, 1, Metadata(full))], "");
    }

    private static FullEvent Reconstruct(
        TelescopeEvent read, TelescopeDescription telescope, string sample, CancellationToken cancellation)
    {
        var light = new CherenkovLight(telescope.PhaseIndex, telescope.GroupIndex);
        var options = new TrackReconstructionOptions { TriggeredOnly = sample == "triggered" };
        var result = new TrackReconstruction(light, options).Reconstruct(read.Hits, cancellation);
        return new FullEvent(
            read, telescope.Name, sample, TelescopeDetectorStatus.Of(read.Hits), result.Fit, result.Residual, result.Flags);
    }

    private static void RequireCalibration(TelescopeEvent read, TelescopeInput input)
    {
        if (read.Hits.Count > 0 && !read.Hits.HavePlaces)
        {
            throw new StepFailedException(
                "TelescopeHitsNotCalibrated",
                $"{input.Lfn}: the {read.Hits.Count} hits have no places: they are as the detector sent them; give a calibrated file (offline format).");
        }
    }

    private static void RequireFit(FullEvent full, TelescopeInput input)
    {
        var candidates = full.Flags.Count(flags => flags.HasFlag(HitFlags.Candidate));
        var causal = full.Flags.Count(flags => flags.HasFlag(HitFlags.Causal));
        var place = $"{input.Lfn}: hits 0 to {full.Event.Hits.Count}: {candidates} {full.Sample}, {causal} of them causal";
        switch (full.Fit.Status)
        {
            case TrackFitStatus.TooFewHits:
                throw new StepFailedException(
                    "TelescopeTooFewHits",
                    $"{place}, {full.Fit.HitsUsed} PMTs in {full.Fit.ModulesUsed} modules left for the fit: expected at least "
                    + $"{new TrackReconstructionOptions().MinHits} PMTs in {TrackReconstruction.MinModules} modules; "
                    + "the event holds no track that can be fitted.");
            case TrackFitStatus.NotConverged:
                throw new StepFailedException(
                    "TelescopeFitNotConverged", $"{place}: the track fit did not converge; look at the hits of the event.");
        }
    }

    private static Dictionary<string, object> Metadata(FullEvent full) => new(StringComparer.Ordinal)
    {
        ["event"] = full.Event.Name,
        ["sample"] = full.Sample,
        ["unixSeconds"] = full.Event.UnixSeconds,
        ["hits"] = full.Status.Hits,
        ["triggeredHits"] = full.Status.TriggeredHits,
        ["modules"] = full.Status.Modules,
        ["hitsUsed"] = full.Fit.HitsUsed,
        ["angularErrorDeg"] = full.Fit.AngularErrorDegrees,
    };
}
