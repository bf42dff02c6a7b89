using Fathom.Production.Monitor.Selection;

namespace Fathom.Production.Monitor;

/// <summary>Questions to a <see cref="JobTable"/>, answered by looking at its columns; any thread, while the writer writes.</summary>
/// <remarks>Counts are exact for the moment in which each chunk was looked at. The memory of a question is 1/8 byte a job, pooled.</remarks>
public sealed class JobQuery(JobTable table)
{
    /// <summary>Most jobs of a page.</summary>
    public const int MaximumPage = 10_000;

    /// <summary>Most groups that are listed.</summary>
    public const int MaximumGroups = 10_000;

    // Rows that change between two looks can move away from the page.
    private const int Tries = 3;

    /// <summary>The table.</summary>
    public JobTable Table => table;

    /// <summary>Number of jobs that match.</summary>
    public long Count(JobCriteria criteria)
    {
        using RowSet set = RowSet.Of(table, PredicateMaker.Make(table, criteria));
        return set.Count;
    }

    /// <summary>A page of the jobs that match.</summary>
    /// <param name="criteria">Which.</param>
    /// <param name="order">In which order.</param>
    /// <param name="offset">How many to leave out, from 0.</param>
    /// <param name="limit">Jobs of the page, 0 to <see cref="MaximumPage"/>.</param>
    /// <exception cref="ArgumentException">The order's column is not one to sort by.</exception>
    public JobListPage Page(JobCriteria criteria, JobOrder order, long offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        for (int attempt = 1; ; attempt++)
        {
            using RowSet set = RowSet.Of(table, PredicateMaker.Make(table, criteria));
            List<int> rows = order.Column == JobColumn.Id
                ? IdSelection.Rows(set, offset, offset + limit, order.Descending)
                : new PageSelection(set, SortKeysOf.Make(table, order)).Rows(offset, offset + limit);
            if (attempt == Tries || rows.Count == Math.Clamp(set.Count - offset, 0, limit))
            {
                return new JobListPage(set.Count, [.. rows.Select(Listed)]);
            }
        }
    }

    /// <summary>The jobs that match, by one or two dimensions.</summary>
    /// <param name="criteria">Which.</param>
    /// <param name="first">First dimension.</param>
    /// <param name="second">Second dimension, or null.</param>
    /// <param name="limit">Most groups that are listed, 0 to <see cref="MaximumGroups"/>.</param>
    /// <exception cref="ArgumentException">A column is not one to group by.</exception>
    public JobGroups Group(JobCriteria criteria, JobColumn first, JobColumn? second = null, int limit = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumGroups);
        using RowSet set = RowSet.Of(table, PredicateMaker.Make(table, criteria));
        return Groups(set, first, second, limit);
    }

    /// <summary>For each column the jobs by its values, where every condition holds but the column's own: what a filter could show instead.</summary>
    /// <param name="criteria">Which jobs.</param>
    /// <param name="columns">Dimensions.</param>
    /// <param name="limit">Most values that are listed of each.</param>
    /// <exception cref="ArgumentException">A column is not one to group by.</exception>
    public IReadOnlyList<JobGroups> Facets(JobCriteria criteria, IReadOnlyList<JobColumn> columns, int limit)
    {
        using RowSet all = RowSet.Of(table, PredicateMaker.Make(table, criteria));
        return [.. columns.Select(column =>
        {
            JobCriteria others = criteria.Without(column);
            if (ReferenceEquals(others, criteria) || others == criteria)
            {
                return Groups(all, column, null, limit);
            }

            using RowSet set = RowSet.Of(table, PredicateMaker.Make(table, others));
            return Groups(set, column, null, limit);
        })];
    }

    private JobGroups Groups(RowSet set, JobColumn first, JobColumn? second, int limit)
    {
        GroupCodes one = GroupCodesOf.Make(table, first);
        GroupCodes? two = second is { } column ? GroupCodesOf.Make(table, column) : null;
        var largest = new LargestGroups(one, two, limit);
        GroupCount.Count(set, one, two, largest);
        return new JobGroups(first, second, set.Count, largest.Total, largest.Groups());
    }

    private ListedJob Listed(int row)
    {
        JobChunk chunk = table.Chunks[row / JobTable.ChunkRows];
        int place = row % JobTable.ChunkRows;
        lock (chunk.Gate)
        {
            string detail = chunk.Rare.TryGetValue(place, out RareFacts? rare) ? rare.CauseDetail : "";
            return new ListedJob(row + 1L, JobRowCodec.Read(chunk, place), detail);
        }
    }
}
