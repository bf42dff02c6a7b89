using Fathom.Compute.Payload;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Compute.Pilot;

/// <summary>An output that the payload reported is not what lies in its folder.</summary>
public sealed class OutputLostException(string detail) : Exception(detail);

/// <summary>Carries the outputs to the attempt's own path at the storage element.</summary>
/// <param name="elements">Where they go.</param>
/// <param name="files">The way through the server, for an element whose folder this machine does not see.</param>
internal sealed class OutputUpload(NodeElements elements, ServerFiles files)
{
    /// <summary>Asks whether outputs can be taken now, before anything is read or computed for them.</summary>
    /// <exception cref="StorageException">The element is away or full.</exception>
    public async Task RequirePlaceAsync(LeasedJob job)
    {
        if (await elements.AskAsync(job.OutputElement) is { Trouble: { } trouble } state && (job.OutputToken is null || !state.IsAway))
        {
            throw trouble;
        }
    }

    /// <summary>Uploads all of them.</summary>
    /// <exception cref="OutputLostException">A file is missing or changed since the payload finished.</exception>
    /// <exception cref="OutputRefusedException">The server does not take it.</exception>
    /// <exception cref="StorageException">The element does not take it.</exception>
    public async Task<IReadOnlyList<UploadedOutput>> UploadAsync(
        LeasedJob job, string folder, IReadOnlyList<PayloadOutput> outputs, CancellationToken cancellation)
    {
        // A folder that is seen is written in place; any other only by the token, which opens the attempt's own path.
        var element = elements.At(job.OutputElement);
        var token = (await elements.AskAsync(job.OutputElement)).IsAway ? job.OutputToken : null;
        var uploaded = new List<UploadedOutput>(outputs.Count);
        foreach (var output in outputs)
        {
            var (path, file) = ($"{job.OutputPath}/{output.FileName}", Path.Combine(folder, output.FileName));
            var (size, adler32) = token is not null
                ? await ThroughServerAsync(job, path, token, file, cancellation)
                : await InPlaceAsync(element, path, file, job.Step, cancellation);
            if (size != output.Size || adler32 != output.Adler32)
            {
                throw new OutputLostException(
                    $"{output.FileName}: the payload wrote {output.Size} bytes with adler32 {output.Adler32}, found {size} with {adler32}.");
            }
            uploaded.Add(new UploadedOutput(output.Tier, LogicalName(job, output), path, size, adler32, output.Events, output.Metadata));
        }
        return uploaded;
    }

    // What an external command wrote is copied: some process of it may live on and write on. Fathom's own steps have ended.
    private static async Task<(long Size, string? Adler32)> InPlaceAsync(
        FolderElement element, string path, string file, string step, CancellationToken cancellation)
    {
        var stored = step == CommandPayload.Name
            ? await CopyAsync(element, path, file, cancellation)
            : await MoveAsync(element, path, file, cancellation);
        return (stored.Size, stored.Adler32);
    }

    private static async Task<StoredFile> CopyAsync(FolderElement element, string path, string file, CancellationToken cancellation)
    {
        await using var bytes = Open(file);
        return await element.CreateAsync(path, bytes, cancellation);
    }

    private static async Task<StoredFile> MoveAsync(FolderElement element, string path, string file, CancellationToken cancellation)
    {
        try
        {
            return await element.TakeAsync(path, file, cancellation);
        }
        catch (FileNotFoundException missing)
        {
            throw new OutputLostException($"{file}: the payload reported this output, but: {missing.Message}");
        }
    }

    private async Task<(long Size, string? Adler32)> ThroughServerAsync(LeasedJob job, string path, string token, string file, CancellationToken cancellation)
    {
        Open(file).Dispose(); // a file that is not there is the payload's fault, and no server's
        var created = await files.UploadAsync(job.OutputElement.Name, path, token, file, cancellation);
        return (created.Size, created.Adler32);
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
