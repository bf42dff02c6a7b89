using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tap;

/// <summary>Rows of a query that a database answers: PostgreSQL where the workspace is there and it has the words and tables, SQLite where not,
/// and where rows are found by their order on the sky, which is SQLite's alone.</summary>
/// <param name="prepared">The query.</param>
/// <param name="most">Most rows.</param>
internal sealed class JoinedRows(PublishedQuery prepared, long most) : IRowSource
{
    private SqliteQueryConnection? _file;
    private PostgresQueryConnection? _server;
    private QueryRows? _rows;

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns => prepared.Query.Columns;

    /// <summary>True, after the first rows, where PostgreSQL answers.</summary>
    public bool IsOfServer => _server is not null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        _rows ??= await OpenAsync(stop);

        // SQLite works on the thread that asks: one that keeps no short request waiting.
        return IsOfServer ? await _rows.NextAsync(stop) : await LongWork.RunAsync(() => _rows.NextAsync(stop).AsTask().GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rows is not null)
        {
            await _rows.DisposeAsync();
        }

        _file?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task<QueryRows> OpenAsync(CancellationToken stop)
    {
        if (prepared.Server is { } server && prepared.Query.ForPostgres(most) is { } statement && !IsOnTheSky)
        {
            _server = await server.OpenAsync(statement, prepared.Published, stop);
        }

        if (_server is not null)
        {
            return prepared.Query.Execute(_server, most);
        }

        _file = await prepared.Copies.OpenAsync(prepared.Query, prepared.Uploads, stop);
        return prepared.Query.Execute(_file, most);
    }

    private bool IsOnTheSky => prepared.Query.ForSqlite(0).FindsCircles;
}
