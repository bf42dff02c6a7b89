using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Fits;

namespace Fathom.Vo.Tests.Gadf;

/// <summary>All tables of a FITS file, by EXTNAME.</summary>
internal sealed class FitsFile
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, (FitsHeader Header, long Start, long End)> _tables = [];

    public FitsFile(byte[] bytes)
    {
        _bytes = bytes;
        Assert.Equal(0, bytes.Length % 2880);
        using var stream = new MemoryStream(bytes);
        for (long at = 0; at < bytes.Length && FitsHeader.Read(stream, at) is { } header;)
        {
            long end = header.DataStart + header.DataLength();
            if (header.Text("XTENSION") is not null)
            {
                _tables.Add(header.Text("EXTNAME")!, (header, at, end));
            }

            at = end;
        }
    }

    public IEnumerable<string> Names => _tables.Keys;

    public FitsHeader Header(string table) => _tables[table].Header;

    /// <summary>The rows of a table by column, read by our reader.</summary>
    public async Task<Dictionary<string, double[]>> ReadAsync(string table)
    {
        (_, long start, long end) = _tables[table];
        await using var reader = FitsReader.Open(new MemoryStream([.. _bytes.AsSpan(0, 2880), .. _bytes.AsSpan((int)start, (int)(end - start))]));
        var columns = reader.Columns.ToDictionary(column => column.Name, _ => new List<double>());
        while (await reader.NextAsync(default) is { } batch)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                columns[reader.Columns[i].Name].AddRange(Values(batch[i]));
            }
        }

        return columns.ToDictionary(column => column.Key, column => column.Value.ToArray());
    }

    private static IEnumerable<double> Values(ColumnBatch batch) => batch switch
    {
        ValueBatch<float[]> arrays => arrays.Values.ToArray().SelectMany(array => array!).Select(value => (double)value),
        ValueBatch<double> numbers => numbers.Values.ToArray().Select(value => value),
        ValueBatch<float> numbers => numbers.Values.ToArray().Select(value => (double)value),
        ValueBatch<long> numbers => numbers.Values.ToArray().Select(value => (double)value),
        _ => [],
    };
}
