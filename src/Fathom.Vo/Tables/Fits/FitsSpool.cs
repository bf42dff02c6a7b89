using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.Fits;

/// <summary>Rows that wait in a file until the widths of all columns are known.</summary>
internal sealed class FitsSpool : IDisposable
{
    private const int BufferLength = 1 << 18;

    private readonly FileStream _file;
    private byte[] _raw = [];
    private int[] _cursors = [];
    private int _begin;
    private int _filled;
    private long _read;

    public FitsSpool(IReadOnlyList<ColumnDescription> columns)
    {
        Columns = [.. columns.Select(column => new FitsColumnWriter(column))];
        var path = Path.Combine(Path.GetTempPath(), $"fathom-{Guid.NewGuid():N}.fits");
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
    }

    /// <summary>The columns.</summary>
    public FitsColumnWriter[] Columns { get; }

    /// <summary>Number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of a row in the table.</summary>
    public int RowWidth => Columns.Sum(column => column.Width);

    /// <summary>Adds rows.</summary>
    public void Add(IReadOnlyList<ColumnBatch> batch, int count)
    {
        _cursors = _cursors.Length < count ? new int[count] : _cursors;
        var cursors = _cursors.AsSpan(0, count);
        var end = Layout(batch, cursors);
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i].Spool.Encode(batch[i], _raw, cursors);
        }

        Observe(count);
        _file.Write(_raw, 0, end);
        Rows += count;
    }

    /// <summary>Goes to the first row.</summary>
    public void Rewind()
    {
        _file.Position = 0;
        (_begin, _filled, _read) = (0, 0, 0);
        _raw = new byte[BufferLength];
    }

    /// <summary>Writes some rows as the table has them.</summary>
    /// <returns>False after the last.</returns>
    public bool Read(OutputBuffer output, int bytes)
    {
        var width = RowWidth;
        var some = false;
        while (_read < Rows && output.Written.Length < bytes)
        {
            CopyRow(output.Room(width)[..width]);
            output.Advance(width);
            _read++;
            some = true;
        }

        return some;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private int Layout(IReadOnlyList<ColumnBatch> batch, Span<int> cursors)
    {
        cursors.Fill(Columns.Sum(column => column.Spool.FixedWidth));
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Spool.FixedWidth == 0)
            {
                Columns[i].Spool.Measure(batch[i], cursors);
            }
        }

        var at = 0;
        for (var row = 0; row < cursors.Length; row++)
        {
            (cursors[row], at) = (at, checked(at + cursors[row]));
        }

        _raw = _raw.Length < at ? new byte[at] : _raw;
        return at;
    }

    private void Observe(int count)
    {
        var at = 0;
        for (var row = 0; row < count; row++)
        {
            foreach (var column in Columns)
            {
                at += column.Observe(_raw.AsSpan(at));
            }
        }
    }

    private void CopyRow(Span<byte> to)
    {
        foreach (var column in Columns)
        {
            Fill(column.IsCounted ? sizeof(int) + column.Width : column.Width);
            _begin += column.Copy(_raw.AsSpan(_begin, _filled - _begin), to);
            to = to[column.Width..];
        }
    }

    /// <summary>Has so many bytes in the buffer, or all that are left.</summary>
    private void Fill(int bytes)
    {
        if (_filled - _begin >= bytes)
        {
            return;
        }

        var target = _raw.Length >= bytes ? _raw : new byte[bytes];
        _raw.AsSpan(_begin, _filled - _begin).CopyTo(target);
        (_raw, _filled, _begin) = (target, _filled - _begin, 0);
        _filled += _file.ReadAtLeast(_raw.AsSpan(_filled), bytes - _filled, throwOnEndOfStream: false);
    }
}
