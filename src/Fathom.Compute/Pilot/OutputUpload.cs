using Fathom.Compute.Payload;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>An output that the payload reported is not what lies in its folder.</summary>
public sealed class OutputLostException(string detail) : Exception(detail);

/// <summary>Carries the outputs to the attempt's own path at the storage element.</summary>
internal static class OutputUpload
{
    /// <summary>Uploads all of them.</summary>
    /// <exception cref="OutputLostException">A file is missing or changed since the payload finished.</exception>
    /// <exception cref="Storage.Elements.StorageException">The element does not take it.</exception>
    public static async Task<IReadOnlyList<UploadedOutput>> UploadAsync(
        LeasedJob job, string folder, IReadOnlyList<PayloadOutput> outputs, CancellationToken cancellation)
    {
        var element = InputStaging.FolderOf(job.OutputElement);
        var uploaded = new List<UploadedOutput>(outputs.Count);
        foreach (var output in outputs)
        {
            var path = $"{job.OutputPath}/{output.FileName}";
            await using var bytes = Open(Path.Combine(folder, output.FileName));
            var stored = await element.CreateAsync(path, bytes, cancellation);
            if (stored.Size != output.Size || stored.Adler32 != output.Adler32)
            {
                throw new OutputLostException(
                    $"{output.FileName}: the payload wrote {output.Size} bytes with adler32 {output.Adler32}, "
                    + $"found {stored.Size} with {stored.Adler32}.");
            }
            uploaded.Add(new UploadedOutput(
                output.Tier, LogicalName(job, output), path, stored.Size, stored.Adler32, output.Events, output.Metadata));
        }
        return uploaded;
    }

    /// <summary>LFN of an output: campaign, tier, file. The campaign is the first folder of the attempt's path.</summary>
    internal static string LogicalName(LeasedJob job, PayloadOutput output) =>
        $"{job.OutputPath.Split('/')[0]}/{output.Tier}/{output.FileName}";

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: false);
        }
        catch (IOException missing)
        {
            throw new OutputLostException($"{path}: the payload reported this output, but: {missing.Message}");
        }
    }
}
