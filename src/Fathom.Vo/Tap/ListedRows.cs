using Fathom.Vo.Tables;

namespace Fathom.Vo.Tap;

/// <summary>Few rows of texts and numbers that are in memory.</summary>
internal sealed class ListedRows : IRowSource
{
    private readonly ColumnBatch[]? _batches;
    private bool _given;

    public ListedRows(IReadOnlyList<ColumnDescription> columns, List<object?[]> rows)
    {
        Columns = columns;
        _batches = [.. columns.Select((column, index) => Batch(column, rows, index))];
        _given = rows.Count == 0;
    }

    public IReadOnlyList<ColumnDescription> Columns { get; }

    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        IReadOnlyList<ColumnBatch>? next = _given ? null : _batches;
        _given = true;
        return ValueTask.FromResult(next);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ColumnBatch Batch(ColumnDescription column, List<object?[]> rows, int index) => column.Type switch
    {
        VoType.Long => Fill(new ValueBatch<long>(), rows, index),
        VoType.Double => Fill(new ValueBatch<double>(), rows, index),
        _ => column.IsText ? Fill(new ValueBatch<string>(), rows, index) : Fill(new ValueBatch<int>(), rows, index),
    };

    private static ValueBatch<T> Fill<T>(ValueBatch<T> batch, List<object?[]> rows, int index)
    {
        foreach (object?[] row in rows)
        {
            if (row[index] is T value)
            {
                batch.Add(value);
            }
            else
            {
                batch.AddNull();
            }
        }

        return batch;
    }
}
