using System.Runtime.CompilerServices;
using Fathom.Sky.Sphere;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>A release table's file, mapped into memory. Any number of threads may read it.</summary>
/// <remarks>Dispose of it only when nothing reads it any more: spans point into the file itself.</remarks>
public sealed class ReleaseTable : ColumnTable, IDisposable
{
    private const double LargestWhole = 1e15;

    private readonly MappedFile _file;
    private readonly ReleaseHeader _header;
    private readonly Type[] _elements;
    private readonly SkyIndex? _sky;

    private ReleaseTable(string path, MappedFile file, ReleaseHeader header)
    {
        (Path, _file, _header) = (path, file, header);
        Description = header.Table with { Columns = [.. header.Table.Columns.Select((column, i) => WithLimits(column, header.Columns[i].Statistics))] };
        _elements = [.. header.Table.Columns.Select(StoredTypes.Element)];
        _sky = header.Sky is { } sky ? new SkyIndex(file, sky) : null;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Names the content: two tables of the same name hold the same. Hexadecimal digits.</summary>
    public string Content => _header.Content;

    /// <inheritdoc/>
    public override TableDescription Description { get; }

    /// <summary>What the release is; null: no description was given.</summary>
    public ReleaseDescription? Release => _header.Release;

    /// <inheritdoc/>
    public override long Rows => _header.Rows;

    /// <inheritdoc/>
    public override int RightAscension => _header.RightAscension;

    /// <inheritdoc/>
    public override int Declination => _header.Declination;

    /// <summary>Opens a file; only its header is read, its columns are when they are used.</summary>
    /// <exception cref="ReleaseFileException">It is no release table, cut short, or its header is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static ReleaseTable Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new ReleaseTable(path, file, ReleaseHeaders.Read(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What is known of a column's values.</summary>
    public ColumnStatistics Statistics(int column) => _header.Columns[column].Statistics;

    /// <summary>The cells of the sky in which rows lie.</summary>
    /// <param name="order">Order of the finest cells.</param>
    /// <exception cref="NotSupportedException">The table has no position.</exception>
    public HealpixMoc Coverage(int order) => _sky is not { } sky ? throw new NotSupportedException($"{Description.QualifiedName} has no position.")
        : order <= sky.Order ? sky.Coverage(order) : RowCoverage.Of(this, order);

    /// <summary>How many rows lie in each HEALPix cell (nested), read from the index alone.</summary>
    /// <param name="order">Order of the cells; at most that of the table's index is used.</param>
    /// <returns>12 · 4^order counts.</returns>
    /// <exception cref="NotSupportedException">The table has no position.</exception>
    public long[] CellCounts(int order) =>
        _sky is { } sky ? sky.Counts(Math.Min(order, sky.Order)) : throw new NotSupportedException($"{Description.QualifiedName} has no position.");

    /// <summary>Reads the whole file and compares every section with its checksum.</summary>
    /// <exception cref="ReleaseFileException">A section is damaged.</exception>
    public void Verify(CancellationToken stop = default) => ReleaseHeaders.Verify(Path, _file, _header, stop);

    /// <inheritdoc/>
    public override ReadOnlySpan<T> Numbers<T>(int column, long first, int count)
    {
        var stored = _header.Columns[column];
        if (stored.Storage != ColumnStorage.Numbers || typeof(T) != _elements[column])
        {
            throw new ArgumentException($"{Description.Columns[column].Name} holds no single values of {typeof(T).Name}.", nameof(column));
        }

        return first >= 0 && count >= 0 && first + count <= Rows
            ? _file.Values<T>(stored.Values!.Offset + (first * Unsafe.SizeOf<T>()), count)
            : throw new ArgumentOutOfRangeException(nameof(first), $"Rows {first} to {first + count} are not within {Rows}.");
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Text(int column, long row) => _elements[column] == typeof(char)
        ? Variable(_header.Columns[column], row)
        : throw new ArgumentException($"{Description.Columns[column].Name} holds no texts.", nameof(column));

    /// <inheritdoc/>
    public override ReadOnlySpan<T> Elements<T>(int column, long row)
    {
        var stored = _header.Columns[column];
        return stored.Storage == ColumnStorage.Variable && typeof(T) == _elements[column]
            ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(Variable(stored, row))
            : throw new ArgumentException($"{Description.Columns[column].Name} holds no arrays of {typeof(T).Name}.", nameof(column));
    }

    /// <inheritdoc/>
    public override bool IsNull(int column, long row) => _header.Columns[column].Nulls is { } nulls
        && (_file.Values<ulong>(nulls.Offset + (row >> 6 << 3), 1)[0] >> (int)(row & 63) & 1) != 0;

    /// <inheritdoc/>
    public override bool IsComplete(int column) => _header.Columns[column].Nulls is null;

    /// <inheritdoc/>
    public override void AddCircle(double rightAscension, double declination, double radius, List<RowRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        if (_sky is null)
        {
            throw new NotSupportedException($"{Description.QualifiedName} has no position.");
        }

        _sky.AddCircle(rightAscension, declination, radius, ranges);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // A whole number that a double holds exactly and writes with all its digits.
    private static ColumnDescription WithLimits(ColumnDescription column, ColumnStatistics known)
    {
        bool isReal = column.Type is VoType.Float or VoType.Double;
        return column.ArraySize is not null || column.Type == VoType.Boolean || !(isReal || (Math.Abs(known.Minimum ?? 0) < LargestWhole && Math.Abs(known.Maximum ?? 0) < LargestWhole))
            ? column
            : column with { Minimum = known.Minimum, Maximum = known.Maximum };
    }

    private ReadOnlySpan<byte> Variable(StoredColumn stored, long row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        var place = row;
        if (stored.Storage == ColumnStorage.Dictionary)
        {
            if (stored.Nulls is { } nulls && (_file.Values<ulong>(nulls.Offset + (row >> 6 << 3), 1)[0] >> (int)(row & 63) & 1) != 0)
            {
                return [];
            }

            place = _file.Values<ushort>(stored.Values!.Offset + (row * sizeof(ushort)), 1)[0];
        }

        var offsets = _file.Values<long>(stored.Offsets!.Offset + (place * sizeof(long)), 2);
        return _file.Values<byte>(stored.Bytes!.Offset + offsets[0], checked((int)(offsets[1] - offsets[0])));
    }
}
