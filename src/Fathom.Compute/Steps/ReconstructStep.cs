using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Events.Names;
using Fathom.Events.Tiers;
using Fathom.Reconstruction.Calibration;
using Fathom.Reconstruction.Steering;
using Fathom.Reconstruction.Vertex;
using Fathom.Root;

namespace Fathom.Compute.Steps;

/// <summary>RTRAW → ESD: calibrates hits, steers, reconstructs vertex and energy.</summary>
/// <remarks>Constants from <see cref="StepRequest.ConditionsPath"/>; parameters: see <see cref="DetectorParameter"/>.</remarks>
public sealed class ReconstructStep : IStep
{
    /// <inheritdoc/>
    public string Name => "reconstruct";

    /// <inheritdoc/>
    public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var input = DetectorInput.Single(request);
        var geometry = DetectorParameter.Load(request.Parameters);
        var constants = ConditionsInput.Load(request, geometry);
        try
        {
            return Run(request, input, geometry, constants, progress, cancellation);
        }
        catch (RootFormatException error)
        {
            throw new StepFailedException("RtrawUnreadable", $"{input.Lfn}: {error.Message}", error);
        }
        catch (ChannelOutOfRangeException error)
        {
            throw new StepFailedException("RtrawOfOtherDetector", $"{input.Lfn}: {error.Message}", error);
        }
    }

    private static StepResult Run(
        StepRequest request,
        DetectorInput input,
        DetectorGeometry geometry,
        CalibrationConstants constants,
        IProgress<double> progress,
        CancellationToken cancellation)
    {
        using var reader = RtrawReader.Open(input.Path);
        var sections = SectionRules.AtLeastOne(input, reader.Sections);
        var first = sections[0];
        var fileName = input.OutputName(DataTier.Esd, first.Run, first.Section, first.StartTimeNs);
        var model = new DetectorModel(geometry, ConditionsInput.For(constants, sections));
        var reconstruction = new EventReconstruction(model, new SteeringOptions(), new JVertexOptions());
        var workspace = new ReconstructionWorkspace();
        var summary = new EventSummary(geometry.TargetRadius);
        using var writer = EsdWriter.Create(Path.Combine(request.OutputFolder, fileName), first.StartTimeNs);
        foreach (var raw in reader.Events())
        {
            cancellation.ThrowIfCancellationRequested();
            var reconstructed = reconstruction.Reconstruct(raw, workspace);
            writer.Append(reconstructed);
            summary.Add(reconstructed.ChosenVertex);
            progress.Report((double)writer.EventCount / reader.EventCount);
        }

        writer.Complete(sections);
        var metadata = SectionMetadata.Of(writer.EventCount, sections);
        summary.Describe(metadata);
        return new StepResult([new StepOutput("ESD", fileName, writer.EventCount, metadata)], "");
    }
}
