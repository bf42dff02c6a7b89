using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Rows of a table that come as they are found.</summary>
internal sealed class ScanRows : QueryRows
{
    private const int FirstBatch = 256;
    private const int LargestBatch = 4 * RowBlock.Most;

    private readonly RowLimit _limit;
    private readonly RowFilter _filter;
    private readonly OutputWriter[] _writers;
    private readonly ColumnBatch[] _batches;
    private readonly int[] _kept = new int[RowBlock.Most];
    private int _range;
    private int _from;
    private int _wanted = FirstBatch;

    public ScanRows(ColumnarPlan plan, NodeCompiler compiler, RowLimit limit)
    {
        Columns = plan.Select.Columns;
        _limit = limit;
        _filter = new RowFilter(plan.Table, plan.Select.Where, compiler);
        _writers = [.. plan.Select.Outputs.Select((output, i) => OutputWriter.Of(output, Columns[i], plan.Table, compiler))];
        _batches = [.. _writers.Select(writer => writer.Batch)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnDescription> Columns { get; }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        foreach (ColumnBatch batch in _batches)
        {
            batch.Clear();
        }

        int given = 0;
        while (given < _wanted && !_limit.IsMet && _range < _filter.Ranges.Count)
        {
            stop.ThrowIfCancellationRequested();
            given += Advance(given);
        }

        IsTruncated = _limit.IsTruncated;
        _wanted = Math.Min(LargestBatch, _wanted * 4);
        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(given == 0 ? null : _batches);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int Advance(int given)
    {
        RowRange range = _filter.Ranges[_range];
        int most = _filter.TakesAll ? Math.Min(RowBlock.Most, _wanted - given) : RowBlock.Most;
        int count = Math.Min(most, range.Count - _from);
        RowBlock rows = _filter.Take(range, _from, count);
        _from += count;
        if (_from == range.Count)
        {
            _range++;
            _from = 0;
        }

        (int skip, int give) = _limit.Take(rows.Count);
        if (give > 0)
        {
            RowBlock kept = give == rows.Count ? rows : Part(rows, skip, give);
            foreach (OutputWriter writer in _writers)
            {
                writer.Add(kept);
            }
        }

        return give;
    }

    private RowBlock Part(in RowBlock rows, int skip, int give)
    {
        for (int i = 0; i < give; i++)
        {
            _kept[i] = rows.Selected is null ? skip + i : rows.Selected[skip + i];
        }

        return rows with { Count = give, Selected = _kept };
    }
}
