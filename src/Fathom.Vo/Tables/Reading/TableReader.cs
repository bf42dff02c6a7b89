using System.IO.Compression;
using Fathom.Vo.Tables.Fits;
using Fathom.Vo.Tables.Text;
using Fathom.Vo.Tables.VoTable;

namespace Fathom.Vo.Tables.Reading;

/// <summary>Opens tables of any format that is read, by what the file holds and not by its name.</summary>
public static class TableReader
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; one that is compressed (gzip) is expanded beside it in the folder for temporary files.</param>
    /// <param name="limits">What it may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">It is of no format that is read, or damaged.</exception>
    public static IRowSource Open(string path, TableLimits? limits = null) =>
        Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16), limits);

    /// <summary>Opens a stream.</summary>
    /// <param name="stream">The table, in which places can be gone to; disposed of with what is returned, and on failure.</param>
    /// <param name="limits">What it may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">It is of no format that is read, or damaged.</exception>
    public static IRowSource Open(Stream stream, TableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= new TableLimits();
        var current = stream;
        try
        {
            var start = Start(current);
            if (start is [0x1F, 0x8B, ..])
            {
                current = Expand(stream, limits);
                start = Start(current);
            }

            return Recognise(start) switch
            {
                TableKind.Fits => FitsReader.Open(current, limits),
                TableKind.VoTable => VoTableReader.Open(current, limits),
                TableKind.Ecsv => DelimitedReader.OpenEcsv(current, limits),
                TableKind.Json => JsonColumnsReader.Open(current, limits),
                _ => DelimitedReader.Open(current, limits),
            };
        }
        catch
        {
            current.Dispose();
            throw;
        }
    }

    /// <summary>What a file's first bytes say of its format.</summary>
    internal static TableKind Recognise(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("SIMPLE  ="u8))
        {
            return TableKind.Fits;
        }

        if (start.StartsWith("# %ECSV"u8))
        {
            return TableKind.Ecsv;
        }

        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = (start.StartsWith(mark) ? start[3..] : start).TrimStart(" \t\r\n"u8);
        if (text.StartsWith("<"u8) || start is [0xFE, 0xFF, 0, (byte)'<', ..] or [0xFF, 0xFE, (byte)'<', ..])
        {
            return TableKind.VoTable;
        }

        if (text.StartsWith("{"u8))
        {
            return TableKind.Json;
        }

        return start.IsEmpty ? throw new TableFormatException("the file is empty.")
            : start.Contains((byte)0) && start is not ([0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
                ? throw new TableFormatException("the file is none of VOTable, FITS, CSV, TSV, ECSV and JSON.", 0, 1)
                : TableKind.Delimited;
    }

    private static byte[] Start(Stream stream)
    {
        var start = new byte[512];
        var position = stream.Position;
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = position;
        return start[..read];
    }

    private static FileStream Expand(Stream stream, TableLimits limits)
    {
        var path = Path.Combine(Path.GetTempPath(), $"fathom-{Guid.NewGuid():N}.table");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            using (stream)
            {
                var start = stream.Position;
                using (var expanded = new BoundedStream(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true), limits.Bytes))
                {
                    expanded.CopyTo(file);
                }

                if (!GzipEnd.IsThere(stream, start, file.Length))
                {
                    throw new InvalidDataException();
                }
            }

            file.Position = 0;
            return file;
        }
        catch (InvalidDataException error)
        {
            file.Dispose();
            throw new TableFormatException("the compressed file is damaged or cut short.", inner: error);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}

/// <summary>Formats of tables.</summary>
internal enum TableKind
{
    /// <summary>FITS.</summary>
    Fits,

    /// <summary>VOTable.</summary>
    VoTable,

    /// <summary>ECSV.</summary>
    Ecsv,

    /// <summary>JSON, column by column.</summary>
    Json,

    /// <summary>Lines of cells.</summary>
    Delimited,
}
