using Fathom.Detector.Geometry;
using Fathom.Events.Names;
using Fathom.Events.Raw;
using Fathom.Events.Records;
using Fathom.Events.Tiers;
using Fathom.Reconstruction.Classification;

namespace Fathom.Compute.Steps;

/// <summary>RAW → RTRAW: takes the byte stream apart, checks it, classifies each event.</summary>
/// <remarks>
/// Every whole event is kept, whatever lies between; what was lost is in the remark, in the metadata and in the output.
/// Parameters: see <see cref="DetectorParameter"/>.
/// </remarks>
public sealed class DecodeStep : IStep
{
    private readonly OecOptions _classes = new();

    /// <inheritdoc/>
    public string Name => "decode";

    /// <inheritdoc/>
    public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var input = DetectorInput.Single(request);
        var geometry = DetectorParameter.Load(request.Parameters);
        using var reader = RawFileReader.Open(input.Path);
        if (!reader.IsRaw)
        {
            throw DamageReport.Failure(input.Lfn, reader.Damage);
        }

        var (run, section, start) = Identify(input, reader.Header, geometry);
        var fileName = input.OutputName(DataTier.Rtraw, run, section, start);
        using var writer = RtrawWriter.Create(Path.Combine(request.OutputFolder, fileName), start);
        var strangers = Copy(reader, writer, geometry, progress, cancellation);
        IReadOnlyList<RawDamage> damage = [.. reader.Damage, .. strangers];
        if (writer.EventCount == 0 && damage.Count > 0)
        {
            throw DamageReport.Failure(input.Lfn, damage);
        }

        SectionInfo[] sections = [reader.Section ?? SectionInfo.WithoutEnd(run, section, start)];
        writer.Complete(sections, damage);
        var metadata = SectionMetadata.Of(writer.EventCount, sections);
        metadata["damage"] = DamageReport.Places(damage);
        metadata["bytesLost"] = damage.Sum(place => place.Length);
        var output = new StepOutput("RTRAW", fileName, writer.EventCount, metadata);
        return new StepResult([output], DamageReport.Remark(input.Lfn, writer.EventCount, damage));
    }

    private List<RawDamage> Copy(
        RawFileReader reader, RtrawWriter writer, DetectorGeometry geometry, IProgress<double> progress, CancellationToken cancellation)
    {
        var darkCharge = OnlineEventClassifier.NominalDarkCharge(geometry);
        var adcPerPe = geometry.Description.Readout.AdcCountsPerPe;
        var raw = new RawEvent();
        var strangers = new List<RawDamage>();
        while (reader.TryRead(raw))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Stranger(raw, geometry) is { } channel)
            {
                strangers.Add(new RawDamage(reader.Position, 0, RawDamageKind.BadBlock, $"channels below {geometry.PmtCount}",
                    $"channel {channel} in event {raw.EventNumber}, which ends here"));
                continue;
            }

            var oec = OnlineEventClassifier.Classify(raw.Hits, adcPerPe, darkCharge, _classes);
            var trigger = new TriggerRecord(raw.EventNumber, raw.TriggerTimeNs, raw.TriggerWord);
            writer.Append(new RtrawEvent(raw.Run, trigger, oec, raw.Hits));
            progress.Report(reader.Length > 0 ? (double)reader.Position / reader.Length : 1);
        }

        return strangers;
    }

    private static (uint Run, uint Section, long Start) Identify(DetectorInput input, RawFileHeader? header, DetectorGeometry geometry)
    {
        if (header is not null)
        {
            return header.Detector == geometry.Name
                ? (header.Run, header.Section, header.StartTimeNs)
                : throw new StepFailedException("RawOfOtherDetector",
                    $"{input.Lfn}: offset 0: expected data of {geometry.Name}, found {header.Detector}; check the parameter 'detector'.");
        }

        return input.Name is { } name
            ? (name.Run, name.Section, (name.StartTime - DateTimeOffset.UnixEpoch).Ticks * 100)
            : throw new StepFailedException("RawFileUnidentified",
                $"{input.Lfn}: offset 0: the header is damaged and the name does not say run and section; rename the file.");
    }

    private static int? Stranger(RawEvent raw, DetectorGeometry geometry)
    {
        foreach (var channel in raw.Hits.Channel)
        {
            if (channel >= geometry.PmtCount)
            {
                return channel;
            }
        }

        return null;
    }
}
