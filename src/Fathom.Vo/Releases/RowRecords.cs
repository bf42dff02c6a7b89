using Fathom.Vo.Tables;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Turns batches into records of rows to be sorted, and the sorted records into columns.</summary>
/// <remarks>A record: a bit for each column that has no value, the columns' fixed parts, their variable parts.</remarks>
internal sealed class RowRecords
{
    private readonly ColumnStore[] _columns;
    private readonly int[] _variable;
    private readonly int _nullBytes;
    private readonly int _fixedBytes;
    private ulong _arrival;

    public RowRecords(IReadOnlyList<ColumnDescription> columns)
    {
        _columns = [.. columns.Select(ColumnStore.For)];
        _variable = new int[_columns.Length];
        _nullBytes = (_columns.Length + 7) / 8;
        _fixedBytes = _nullBytes + _columns.Sum(column => column.Width);
        Position = SkyKey.Of(columns);
    }

    /// <summary>Where the position is.</summary>
    public SkyKey Position { get; }

    /// <summary>Adds the rows of a batch.</summary>
    public void AddTo(RowSorter sorter, IReadOnlyList<ColumnBatch> batch)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Bind(batch[i]);
        }

        var rows = _columns.Length == 0 ? 0 : batch[0].Count;
        for (var row = 0; row < rows; row++)
        {
            AddRow(sorter, batch, row);
        }
    }

    /// <summary>Lays the columns out.</summary>
    /// <returns>Where they end.</returns>
    public long Open(SafeFileHandle file, long offset, long rows)
    {
        foreach (var column in _columns)
        {
            offset = column.Open(file, offset, rows);
        }

        return offset;
    }

    /// <summary>Adds the next row of the final order.</summary>
    public void Append(ReadOnlySpan<byte> record)
    {
        var at = _nullBytes;
        var variable = _fixedBytes;
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = _columns[i];
            var part = record.Slice(at, column.Width);
            var length = column.VariableLength(part);
            column.Append((record[i >> 3] >> (i & 7) & 1) != 0, part, record.Slice(variable, length));
            at += column.Width;
            variable += length;
        }
    }

    /// <summary>Writes what is left.</summary>
    public IReadOnlyList<StoredColumn> Complete() => [.. _columns.Select(column => column.Complete())];

    private void AddRow(RowSorter sorter, IReadOnlyList<ColumnBatch> batch, int row)
    {
        var length = _fixedBytes;
        for (var i = 0; i < _columns.Length; i++)
        {
            _variable[i] = _columns[i].VariableLength(row);
            length += _variable[i];
        }

        var record = sorter.Reserve(Position.IsThere ? Position.Of(batch, row) : _arrival++, length);
        record[.._nullBytes].Clear();
        var at = _nullBytes;
        var variable = _fixedBytes;
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!_columns[i].TryEncode(row, record.Slice(at, _columns[i].Width), record.Slice(variable, _variable[i])))
            {
                record[i >> 3] |= (byte)(1 << (i & 7));
            }

            at += _columns[i].Width;
            variable += _variable[i];
        }
    }
}
