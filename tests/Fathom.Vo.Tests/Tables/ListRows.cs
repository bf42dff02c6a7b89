using Fathom.Vo.Tables;

namespace Fathom.Vo.Tests.Tables;

/// <summary>Rows that a test wrote down, in batches of a size that it chose.</summary>
internal sealed class ListRows(IReadOnlyList<ColumnDescription> columns, IReadOnlyList<object?[]> rows, int batchRows = 3) : IRowSource
{
    private int _done;

    /// <summary>Throws this after all rows, as a source that breaks in the middle.</summary>
    public Exception? Breaks { get; init; }

    public IReadOnlyList<ColumnDescription> Columns => columns;

    /// <summary>Every type, null and awkward value that a table can hold.</summary>
    public static ListRows Everything(int batchRows = 3) => new(
    [
        new("flag", VoType.Boolean),
        new("small", VoType.UnsignedByte) { Description = "A byte" },
        new("short", VoType.Short),
        new("n", VoType.Int) { Ucd = "meta.number" },
        new("id", VoType.Long) { Ucd = "meta.id;meta.main" },
        new("f", VoType.Float) { Unit = "deg", Ucd = "stat.error", ConfidenceLevel = 0.68 },
        new("d", VoType.Double) { Unit = "d", Time = TimeSystem.ModifiedJulianUtc, Ucd = "time.epoch" },
        new("text", VoType.Char) { Description = "Text with <markup> & \"quotes\"" },
        new("wide", VoType.UnicodeChar) { ArraySize = "*" },
        new("code", VoType.Char) { ArraySize = "4" },
        new("list", VoType.Double) { ArraySize = "*" },
        new("pair", VoType.Int) { ArraySize = "2" },
    ],
    [
        [true, (byte)255, (short)-1, int.MaxValue, 1L, 1.5f, 55592.169, "plain", "β ≤ 0.5°", "abcd", new[] { 1.0, 2.5 }, new[] { 1, 2 }],
        [false, (byte)0, short.MaxValue, 0, 2L, float.PositiveInfinity, -1e-300, "<a&b>\"'", "x", "ab", Array.Empty<double>(), new[] { -1, 0 }],
        [null, null, null, null, null, null, null, null, null, null, null, null],
        [true, (byte)7, (short)0, -5, long.MaxValue, -0.0f, double.NegativeInfinity, "a,b\tc", "", "", new[] { double.NaN }, new[] { 7, 8 }],
    ],
    batchRows);

    /// <summary>All rows of a source, nulls as null.</summary>
    public static async Task<List<object?[]>> ReadAsync(IRowSource source)
    {
        var all = new List<object?[]>();
        while (await source.NextAsync(default) is { } batch)
        {
            for (var row = 0; row < batch[0].Count; row++)
            {
                all.Add([.. batch.Select(column => Value(column, row))]);
            }
        }

        return all;
    }

    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        if (_done == rows.Count)
        {
            return Breaks is null ? ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(null) : throw Breaks;
        }

        var count = Math.Min(batchRows, rows.Count - _done);
        ColumnBatch[] batch = [.. columns.Select((column, i) => Batch(column, rows.Skip(_done).Take(count).Select(row => row[i])))];
        _done += count;
        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(batch);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static object? Value(ColumnBatch batch, int row) => batch.IsNull(row) ? null : batch switch
    {
        ValueBatch<bool> b => b.Values[row],
        ValueBatch<byte> b => b.Values[row],
        ValueBatch<short> b => b.Values[row],
        ValueBatch<int> b => b.Values[row],
        ValueBatch<long> b => b.Values[row],
        ValueBatch<float> b => b.Values[row],
        ValueBatch<double> b => b.Values[row],
        ValueBatch<string> b => b.Values[row],
        ValueBatch<bool[]> b => b.Values[row],
        ValueBatch<byte[]> b => b.Values[row],
        ValueBatch<short[]> b => b.Values[row],
        ValueBatch<int[]> b => b.Values[row],
        ValueBatch<long[]> b => b.Values[row],
        ValueBatch<float[]> b => b.Values[row],
        ValueBatch<double[]> b => b.Values[row],
        _ => throw new InvalidOperationException(batch.GetType().ToString()),
    };

    private static ColumnBatch Batch(ColumnDescription column, IEnumerable<object?> values) => (column.IsText, column.ArraySize is null, column.Type) switch
    {
        (true, _, _) => Fill<string>(values),
        (_, true, VoType.Boolean) => Fill<bool>(values),
        (_, true, VoType.UnsignedByte) => Fill<byte>(values),
        (_, true, VoType.Short) => Fill<short>(values),
        (_, true, VoType.Int) => Fill<int>(values),
        (_, true, VoType.Long) => Fill<long>(values),
        (_, true, VoType.Float) => Fill<float>(values),
        (_, true, _) => Fill<double>(values),
        (_, _, VoType.Int) => Fill<int[]>(values),
        _ => Fill<double[]>(values),
    };

    private static ValueBatch<T> Fill<T>(IEnumerable<object?> values)
    {
        var batch = new ValueBatch<T>();
        foreach (var value in values)
        {
            if (value is null)
            {
                batch.AddNull();
            }
            else
            {
                batch.Add((T)value);
            }
        }

        return batch;
    }
}
