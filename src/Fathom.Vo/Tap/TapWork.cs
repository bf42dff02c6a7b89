using System.IO.Pipelines;
using Fathom.Vo.Adql;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tap.Uploads;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Tap;

/// <summary>Asynchronous queries: the answer becomes the job's result.</summary>
/// <param name="queries">What answers.</param>
/// <param name="limits">What a query may take.</param>
public sealed class TapWork(TapQueries queries, TapLimits limits) : IUwsWork
{
    private const string Result = "result", Scratch = "tables";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UwsResult>> RunAsync(UwsJob job, string folder, CancellationToken stop)
    {
        string? wrong = TapRequest.Read(job.Parameters, limits, out TapRequest? request);
        wrong ??= UploadItem.Read(job.Parameters, limits.Uploads, out _);
        if (wrong is not null)
        {
            throw await FaultAsync(folder, wrong);
        }

        try
        {
            using UploadedTables? uploads = await UploadsAsync(job, folder, stop);
            PublishedQuery prepared = queries.Prepare(request!.Query, uploads);
            ResultEnd end = await WriteAsync(request, prepared, Path.Combine(folder, Result), stop);
            return end.Status == ResultStatus.Failed
                ? throw await FaultAsync(folder, end.Message ?? "The query failed after its first rows.")
                : [new UwsResult(Result, request.Format.ContentType, new FileInfo(Path.Combine(folder, Result)).Length)];
        }
        catch (Exception wrongQuery) when (wrongQuery is AdqlException or UploadException or ResultTooLargeException)
        {
            throw await FaultAsync(folder, wrongQuery.Message);
        }
    }

    private async Task<UploadedTables?> UploadsAsync(UwsJob job, string folder, CancellationToken stop)
    {
        UploadItem.Read(job.Parameters, limits.Uploads, out IReadOnlyList<UploadItem> items);
        if (items.Count == 0)
        {
            return null;
        }

        List<(string Table, string Path)> files = [.. items.Select(item => (item.Table, Path.Combine(folder, item.FileName)))];
        return files.Find(file => !File.Exists(file.Path)) is { Table: { } missing }
            ? throw new UploadException($"The upload {missing} did not come with the request.")
            : await UploadedTables.OpenAsync(files, Path.Combine(folder, Scratch), limits, stop);
    }

    private async Task<ResultEnd> WriteAsync(TapRequest request, PublishedQuery prepared, string path, CancellationToken stop)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: false);
            await using var bounded = new BoundedResultStream(file, limits.ResultBytes);
            PipeWriter output = PipeWriter.Create(bounded, new StreamPipeWriterOptions(leaveOpen: true));
            ResultEnd end = await TapQueries.WriteAsync(request, prepared, null, output, stop);
            await output.CompleteAsync();
            file.Flush(flushToDisk: true);
            return end;
        }
        catch
        {
            // What is not whole is not kept, and takes no room until the job goes.
            File.Delete(path);
            throw;
        }
    }

    private static async Task<UwsFaultException> FaultAsync(string folder, string message)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "error"), TapFault.Document(message));
        return new UwsFaultException(message);
    }
}
