namespace Fathom.Vo.Queries.Columnar;

/// <summary>Which of the rows in order are given: after an offset, as many as the query and the service allow.</summary>
/// <param name="offset">Rows to leave out first.</param>
/// <param name="top">Most rows by the query; null: no limit.</param>
/// <param name="most">Most rows by the service.</param>
internal sealed class RowLimit(long offset, long? top, long most)
{
    private readonly bool _isOfService = top is null || top > most;
    private long _toSkip = offset;
    private long _toGive = Math.Min(top ?? long.MaxValue, most);

    /// <summary>True where nothing more is wanted, not even whether there is more.</summary>
    public bool IsMet { get; private set; } = top == 0;

    /// <summary>True where a row was left out because of the service's limit.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Rows that can matter, counted from the first; a huge number where there is no limit.</summary>
    public long Needed { get; } = (long)Math.Min(long.MaxValue / 8, (decimal)offset + Math.Min(top ?? long.MaxValue, most) + 1);

    /// <summary>Takes rows that come next.</summary>
    /// <param name="count">How many there are.</param>
    /// <returns>How many to leave out first, and how many of the rest to give.</returns>
    public (int Skip, int Give) Take(int count)
    {
        int skip = (int)Math.Min(count, _toSkip);
        _toSkip -= skip;
        int give = (int)Math.Min(count - skip, _toGive);
        _toGive -= give;
        if (count - skip > give)
        {
            IsTruncated = _isOfService;
            IsMet = true;
        }

        // Beyond the query's own limit no row is of interest.
        IsMet |= _toGive == 0 && !_isOfService;
        return (skip, give);
    }
}
