using System.IO.Pipelines;
using Fathom.Vo.Adql;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Tap;

/// <summary>Asynchronous queries: the answer becomes the job's result.</summary>
/// <param name="queries">What answers.</param>
/// <param name="limits">What a query may take.</param>
public sealed class TapWork(TapQueries queries, TapLimits limits) : IUwsWork
{
    private const string Result = "result";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UwsResult>> RunAsync(UwsJob job, string folder, CancellationToken stop)
    {
        if (TapRequest.Read(job.Parameters, limits, out TapRequest? request) is { } wrong)
        {
            throw await FaultAsync(folder, wrong);
        }

        string path = Path.Combine(folder, Result);
        try
        {
            PublishedQuery prepared = queries.Prepare(request!.Query);
            ResultEnd end;
            await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: false))
            {
                PipeWriter output = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
                end = await TapQueries.WriteAsync(request, prepared, output, stop);
                await output.CompleteAsync();
                file.Flush(flushToDisk: true);
            }

            return end.Status == ResultStatus.Failed
                ? throw await FaultAsync(folder, end.Message ?? "The query failed after its first rows.")
                : [new UwsResult(Result, request.Format.ContentType, new FileInfo(path).Length)];
        }
        catch (AdqlException wrongQuery)
        {
            throw await FaultAsync(folder, wrongQuery.Message);
        }
    }

    private static async Task<UwsFaultException> FaultAsync(string folder, string message)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "error"), TapFault.Document(message));
        return new UwsFaultException(message);
    }
}
