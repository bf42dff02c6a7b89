using Fathom.Catalog.Files;
using Fathom.Events.Telescope;

namespace Fathom.Compute.Steps;

/// <summary>Full event → reduced event: one row with direction, position in the sky, time, number of hits and errors.</summary>
/// <remarks>
/// Parameters: <c>azimuth-correction-deg</c>, added to the track's azimuthal angle before the transformation: the
/// detector's misalignment at the time of the event (1.35 for KM3-230213A, from its release), default 0;
/// <c>dut1-seconds</c>, UT1 − UTC, default 0; <c>telescope</c>, default the one of the full event.
/// </remarks>
public sealed class TelescopeReduceStep : IStep
{
    /// <inheritdoc/>
    public string Name => "telescope-reduce";

    /// <inheritdoc/>
    public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var input = TelescopeInput.Single(request);
        var correction = TelescopeParameters.Number(request.Parameters, TelescopeParameters.AzimuthCorrection, 360);
        var dut1 = TelescopeParameters.Number(request.Parameters, TelescopeParameters.Dut1, 0.9);
        var full = input.Read(FullEventFile.Read);
        cancellation.ThrowIfCancellationRequested();
        progress.Report(0.5);
        RequireFit(full, input);
        var telescope = TelescopeParameters.Description(request.Parameters, full.Telescope);
        var row = EventReduction.Reduce(full, telescope, correction, dut1);
        var fileName = $"{input.EventName}.{full.Sample}.reduced.root";
        ReducedEventFile.Write(Path.Combine(request.OutputFolder, fileName), [row]);
        progress.Report(1);
        return new StepResult([new StepOutput(FileTiers.TelescopeReduced, fileName, 1, Metadata(row, full.Sample))], "");
    }

    private static void RequireFit(FullEvent full, TelescopeInput input)
    {
        if (full.Fit.Status != TrackFitStatus.Converged || full.Sample is not ("triggered" or "all"))
        {
            throw new StepFailedException(
                "TelescopeFileBroken",
                $"{input.Lfn}: streams {StreamNames.TrackFit}, {StreamNames.Event}: expected a converged fit of triggered or all hits, "
                + $"found {full.Fit.Status} of '{full.Sample}'; reconstruct the event again.");
        }
    }

    private static Dictionary<string, object> Metadata(ReducedEvent row, string sample)
    {
        var facts = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["event"] = row.Name,
            ["sample"] = sample,
            ["direction"] = new[] { row.DirectionX, row.DirectionY, row.DirectionZ },
            ["ra"] = row.RightAscension,
            ["dec"] = row.Declination,
            ["mjd"] = row.ModifiedJulianDate,
            ["zenith"] = row.Zenith,
            ["azimuth"] = row.Azimuth,
            ["hitsUsed"] = row.HitsUsed,
            ["angularErrorDeg"] = row.AngularError,
        };
        if (!double.IsNaN(row.SeparationFromPublished))
        {
            facts["separationDeg"] = row.SeparationFromPublished;
            facts["publishedRa"] = row.PublishedRightAscension;
            facts["publishedDec"] = row.PublishedDeclination;
        }

        return facts;
    }
}
