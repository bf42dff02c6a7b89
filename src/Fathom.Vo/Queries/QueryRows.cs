using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries;

/// <summary>The rows that answer a query.</summary>
public abstract class QueryRows : IRowSource
{
    /// <inheritdoc/>
    public abstract IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>True, after the last row, where there were more rows than the limit of the service allowed (OVERFLOW).</summary>
    public bool IsTruncated { get; protected set; }

    /// <inheritdoc/>
    /// <exception cref="Adql.AdqlException">A value cannot be computed, or the query needs too much memory.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public abstract ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
