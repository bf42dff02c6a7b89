using System.IO.Pipelines;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.Fits;

/// <summary>Writes tables as FITS binary tables (FITS 4.0, section 7.3).</summary>
/// <remarks>A FITS header states the number of rows and the width of every column: the rows are put into a file first,
/// so that memory does not grow with the table, and nothing is sent where they fail. Arrays that vary in length are filled
/// up to the longest; texts are ASCII.</remarks>
internal sealed class FitsOutput : TableOutput
{
    private const int Part = 1 << 16;

    /// <inheritdoc/>
    public override string ContentType => "application/fits";

    /// <inheritdoc/>
    public override string Extension => "fits";

    /// <inheritdoc/>
    public override async Task<ResultEnd> WriteAsync(
        IRowSource rows, ResultDescription result, long limit, PipeWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(output);
        using var spool = new FitsSpool(rows.Columns);
        var end = await FillAsync(spool, rows, limit, stop);
        var buffer = new OutputBuffer();
        FitsTableHeader.Add(buffer, rows.Columns, spool, result, end);
        buffer.MoveTo(output);
        spool.Rewind();
        while (spool.Read(buffer, Part))
        {
            buffer.MoveTo(output);
            if ((await output.FlushAsync(stop)).IsCompleted)
            {
                throw new OperationCanceledException("The reader of the result has gone.");
            }
        }

        var rest = (int)(spool.RowWidth * spool.Rows % FitsHeaderWriter.Block);
        buffer.Room(FitsHeaderWriter.Block)[..FitsHeaderWriter.Block].Clear();
        buffer.Advance(rest == 0 ? 0 : FitsHeaderWriter.Block - rest);
        buffer.MoveTo(output);
        await output.FlushAsync(stop);
        return end;
    }

    private static async Task<ResultEnd> FillAsync(FitsSpool spool, IRowSource rows, long limit, CancellationToken stop)
    {
        while (await rows.NextAsync(stop) is { } batch)
        {
            var count = batch.Count == 0 ? 0 : batch[0].Count;
            var taken = (int)Math.Min(count, limit - spool.Rows);
            spool.Add(batch, taken);
            if (taken < count)
            {
                return new ResultEnd(ResultStatus.Overflow, spool.Rows);
            }
        }

        return new ResultEnd(ResultStatus.Complete, spool.Rows);
    }
}
