using Fathom.Events.Names;
using Fathom.Events.Tiers;
using Fathom.Reconstruction.Coincidence;
using Fathom.Root;

namespace Fathom.Compute.Steps;

/// <summary>ESD → miniESD: drops the hits, keeps the chosen vertex, finds inverse-beta-decay pairs.</summary>
/// <remarks>Parameters: see <see cref="DetectorParameter"/>.</remarks>
public sealed class CompactStep : IStep
{
    /// <inheritdoc/>
    public string Name => "compact";

    /// <inheritdoc/>
    public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var input = DetectorInput.Single(request);
        var summary = new EventSummary(DetectorParameter.Load(request.Parameters).TargetRadius);
        try
        {
            return Run(request, input, summary, progress, cancellation);
        }
        catch (RootFormatException error)
        {
            throw new StepFailedException("EsdUnreadable", $"{input.Lfn}: {error.Message}", error);
        }
    }

    private static StepResult Run(
        StepRequest request, DetectorInput input, EventSummary summary, IProgress<double> progress, CancellationToken cancellation)
    {
        using var reader = EsdReader.Open(input.Path);
        var sections = SectionRules.AtLeastOne(input, reader.Sections);
        var first = sections[0];
        var fileName = input.OutputName(DataTier.MiniEsd, first.Run, first.Section, first.StartTimeNs);
        using var writer = MiniEsdWriter.Create(Path.Combine(request.OutputFolder, fileName), first.StartTimeNs);
        var candidates = new CandidateColumns();
        foreach (var entry in reader.Events())
        {
            cancellation.ThrowIfCancellationRequested();
            var vertex = entry.ChosenVertex;
            writer.Append(new MiniEvent(entry.Run, entry.Trigger, entry.Oec, entry.Steering.Chosen, vertex));
            candidates.Add(entry.Trigger.TimeNs, vertex);
            summary.Add(vertex);
            progress.Report((double)writer.EventCount / reader.EventCount);
        }

        var pairs = candidates.Select(new IbdOptions());
        writer.Complete(sections, pairs);
        var metadata = SectionMetadata.Of(writer.EventCount, sections);
        summary.Describe(metadata);
        metadata["ibdPairs"] = pairs.Count;
        return new StepResult([new StepOutput("miniESD", fileName, writer.EventCount, metadata)], "");
    }
}
