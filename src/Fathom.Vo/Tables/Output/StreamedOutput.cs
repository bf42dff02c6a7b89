using System.IO.Pipelines;

namespace Fathom.Vo.Tables.Output;

/// <summary>Writes tables from their first row on, a batch at a time: memory does not grow with the table.</summary>
internal sealed class StreamedOutput(string contentType, string extension, Func<TableFormatter> create) : TableOutput
{
    /// <inheritdoc/>
    public override string ContentType => contentType;

    /// <inheritdoc/>
    public override string Extension => extension;

    /// <inheritdoc/>
    public override async Task<ResultEnd> WriteAsync(
        IRowSource rows, ResultDescription result, long limit, PipeWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(output);
        var batch = await rows.NextAsync(stop);
        var buffer = new OutputBuffer();
        var formatter = create();
        formatter.Begin(buffer, rows.Columns, result);
        var end = new ResultEnd(ResultStatus.Complete, 0);
        while (batch is not null && end.Status == ResultStatus.Complete)
        {
            end = Add(formatter, buffer, batch, end.Rows, limit);
            buffer.MoveTo(output);
            if ((await output.FlushAsync(stop)).IsCompleted)
            {
                throw new OperationCanceledException("The reader of the result has gone.");
            }

            if (end.Status == ResultStatus.Complete)
            {
                (batch, end) = await NextAsync(rows, end, stop);
            }
        }

        formatter.End(buffer, end);
        buffer.MoveTo(output);
        await output.FlushAsync(stop);
        return end;
    }

    private static ResultEnd Add(TableFormatter formatter, OutputBuffer buffer, IReadOnlyList<ColumnBatch> batch, long before, long limit)
    {
        var rows = batch.Count == 0 ? 0 : batch[0].Count;
        var taken = (int)Math.Min(rows, limit - before);
        if (taken > 0)
        {
            formatter.AddRows(buffer, batch, taken);
        }

        return new ResultEnd(taken < rows ? ResultStatus.Overflow : ResultStatus.Complete, before + taken);
    }

    /// <summary>What fails now cannot take back the rows that were sent: the document ends and says so.</summary>
    private static async ValueTask<(IReadOnlyList<ColumnBatch>? Batch, ResultEnd End)> NextAsync(IRowSource rows, ResultEnd end, CancellationToken stop)
    {
        try
        {
            return (await rows.NextAsync(stop), end);
        }
        catch (Exception error) when (!stop.IsCancellationRequested && error is not OutOfMemoryException)
        {
            return (null, end with { Status = ResultStatus.Failed, Message = error.Message });
        }
    }
}
