using System.IO.Pipelines;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tests.Tables;

/// <summary>Writes tables and reads them back.</summary>
internal static class RoundTrips
{
    public static async Task<(byte[] Bytes, ResultEnd End)> WriteAsync(
        IRowSource rows, string format, long limit = long.MaxValue, ResultDescription? result = null)
    {
        var stream = new MemoryStream();
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        var end = await TableFormats.Find(format)!.WriteAsync(rows, result ?? new ResultDescription(), limit, output, default);
        await output.CompleteAsync();
        return (stream.ToArray(), end);
    }

    public static async Task<List<object?[]>> ReadAsync(byte[] bytes, TableLimits? limits = null)
    {
        await using var source = TableReader.Open(new MemoryStream(bytes), limits);
        return await ListRows.ReadAsync(source);
    }
}
