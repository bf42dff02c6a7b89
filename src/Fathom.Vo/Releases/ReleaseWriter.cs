using System.Text.Json;
using Fathom.Vo.Tables;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Writes the file of a release table: columns one after another, rows in the order of their HEALPix cells.</summary>
public static class ReleaseWriter
{
    /// <summary>Memory for rows that are being sorted, where no other is given [bytes].</summary>
    public const int DefaultMemory = 256 << 20;

    /// <summary>Writes a table. Killed at any instant, the file is there whole or not at all.</summary>
    /// <param name="path">The file; it must not be there yet, because what is published does not change.</param>
    /// <param name="schema">Schema of the table.</param>
    /// <param name="name">Name of the table.</param>
    /// <param name="source">Its rows. The position is found by UCD: <c>pos.eq.ra;meta.main</c>, <c>pos.eq.dec;meta.main</c>.</param>
    /// <param name="release">What the release is; null: nothing is known.</param>
    /// <param name="memory">Bytes of rows that are sorted in memory; what is more is sorted through a file beside it.</param>
    /// <param name="stop">Stops the writing; no file is left.</param>
    /// <returns>Number of rows.</returns>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    /// <exception cref="NotSupportedException">A column cannot be stored.</exception>
    public static async Task<long> WriteAsync(
        string path,
        string schema,
        string name,
        IRowSource source,
        ReleaseDescription? release = null,
        int memory = DefaultMemory,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var table = new TableDescription(schema, name, source.Columns) { Description = release?.TableDescription ?? release?.Title };
        using var target = new FreshFile(path);
        using var sorter = new RowSorter(path + ".runs", memory);
        var records = new RowRecords(source.Columns);
        while (await source.NextAsync(stop) is { } batch)
        {
            records.AddTo(sorter, batch);
        }

        Write(target.Handle, table, records, sorter, release, stop);
        target.Commit();
        return sorter.Count;
    }

    private static void Write(
        SafeFileHandle file, TableDescription table, RowRecords records, RowSorter sorter, ReleaseDescription? release, CancellationToken stop)
    {
        if (sorter.Count >= uint.MaxValue)
        {
            throw new NotSupportedException($"A release table holds fewer than {uint.MaxValue} rows, not {sorter.Count}.");
        }

        var end = records.Open(file, ReleasePreamble.Size, sorter.Count);
        var sky = records.Position.IsThere ? new SkyIndexBuilder(file, end, sorter.Count) : null;
        sorter.Drain(
            (key, record) =>
            {
                sky?.Add(key);
                records.Append(record);
            },
            stop);
        var index = sky?.Complete();
        end = index is null ? end : ColumnStore.Aligned(index.Starts.Offset + index.Starts.Length);
        var header = new ReleaseHeader(
            table, sorter.Count, records.Position.RightAscension, records.Position.Declination, records.Complete(), index, release);
        Finish(file, end, JsonSerializer.SerializeToUtf8Bytes(header, ReleaseJson.Options));
    }

    private static void Finish(SafeFileHandle file, long end, byte[] header)
    {
        Span<byte> preamble = stackalloc byte[ReleasePreamble.Size];
        RandomAccess.Write(file, header, end);
        new ReleasePreamble(end, header.Length, SectionChecksum.Of(header), end + header.Length).Write(preamble);
        RandomAccess.Write(file, preamble, 0);
    }
}
