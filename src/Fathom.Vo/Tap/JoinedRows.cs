using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tap;

/// <summary>Rows of a query that a database answers; each batch is searched by a thread that keeps no short request waiting.</summary>
/// <param name="prepared">The query.</param>
/// <param name="most">Most rows.</param>
internal sealed class JoinedRows(PublishedQuery prepared, long most) : IRowSource
{
    private SqliteQueryConnection? _connection;
    private QueryRows? _rows;

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns => prepared.Query.Columns;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop) => await LongWork.RunAsync(() => Next(stop));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rows is not null)
        {
            await _rows.DisposeAsync();
        }

        _connection?.Dispose();
    }

    private IReadOnlyList<ColumnBatch>? Next(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        _connection ??= prepared.Copies.Open(prepared.Query, prepared.Uploads);
        _rows ??= prepared.Query.Execute(_connection, most);
        return _rows.NextAsync(stop).AsTask().GetAwaiter().GetResult();
    }
}
