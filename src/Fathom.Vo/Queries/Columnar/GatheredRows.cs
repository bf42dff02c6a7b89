using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Rows of a table that are grouped, made different or put in order before the first can be given.</summary>
internal sealed class GatheredRows(ColumnarPlan plan, NodeCompiler compiler, RowLimit limit) : QueryRows
{
    private const int LargestBatch = 4 * RowBlock.Most;

    private readonly ColumnWriter[] _writers = [.. plan.Select.Columns.Select(ColumnWriter.Of)];
    private Gathering? _gathering;
    private int[] _rows = [];
    private int _next;

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnDescription> Columns => plan.Select.Columns;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        if (_gathering is null)
        {
            _gathering = plan.Select.IsGrouped ? OfGroups(stop) : OfRows(stop);
            _rows = _gathering.InOrder();
        }

        foreach (ColumnWriter writer in _writers)
        {
            writer.Batch.Clear();
        }

        int given = 0;
        while (given == 0 && _next < _rows.Length && !limit.IsMet)
        {
            stop.ThrowIfCancellationRequested();
            int count = Math.Min(LargestBatch, _rows.Length - _next);
            (int skip, given) = limit.Take(count);
            for (int k = 0; k < _writers.Length; k++)
            {
                _writers[k].AddAll(_gathering.Outputs[k], _rows.AsSpan(_next + skip, given));
            }

            _next += count;
        }

        IsTruncated = limit.IsTruncated;
        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(given == 0 ? null : [.. _writers.Select(writer => writer.Batch)]);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Gathering OfRows(CancellationToken stop)
    {
        var gathering = new Gathering(plan.Select.Outputs, plan.Query.Order, plan.Select.IsDistinct, compiler, limit.Needed);
        Fill(gathering, new RowFilter(plan.Table, plan.Select.Where, compiler), stop);
        return gathering;
    }

    private Gathering OfGroups(CancellationToken stop)
    {
        var groups = new Groups(plan.Select, plan.Query.Order, compiler);
        groups.Gather(new RowFilter(plan.Table, plan.Select.Where, compiler), plan.Table.Rows, stop);
        NodeCompiler ofGroups = groups.Compiler;
        BoundOrder[] order = [.. plan.Query.Order.Select(term => term.Value is null ? term : term with { Value = groups.Read(term.Value) })];
        BoundExpression[] outputs = [.. plan.Select.Outputs.Select(groups.Read)];
        var gathering = new Gathering(outputs, order, plan.Select.IsDistinct, ofGroups, limit.Needed);
        TruthNode? having = plan.Select.Having is null ? null : ofGroups.Condition(groups.Read(plan.Select.Having));
        Fill(gathering, new RowFilter(groups.Count, having), stop);
        return gathering;
    }

    private static void Fill(Gathering gathering, RowFilter filter, CancellationToken stop)
    {
        foreach (RowRange range in filter.Ranges)
        {
            for (int from = 0; from < range.Count && !gathering.IsFull; from += RowBlock.Most)
            {
                stop.ThrowIfCancellationRequested();
                RowBlock block = filter.Take(range, from, Math.Min(RowBlock.Most, range.Count - from));
                if (block.Count > 0)
                {
                    gathering.Add(block);
                }
            }
        }
    }
}
