using System.IO.Pipelines;
using Fathom.Vo.Adql;
using Fathom.Vo.DataLink;
using Fathom.Vo.Publishing;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tap.Uploads;

namespace Fathom.Vo.Tap;

/// <summary>Answers queries on what is published and on what they bring along.</summary>
/// <param name="published">What is published.</param>
public sealed class TapQueries(PublishedShelf published)
{
    private readonly AdqlEngine _engine = new();

    /// <summary>Understands a query.</summary>
    /// <param name="query">ADQL.</param>
    /// <param name="uploads">What it brings along; it must stay until the answer is written. Null: nothing.</param>
    /// <exception cref="AdqlException">It is wrong.</exception>
    public PublishedQuery Prepare(string query, UploadedTables? uploads = null)
    {
        PublishedTables tables = published.Tables;
        ITableCatalog catalog = uploads is null ? tables.Catalog : new TableCatalog(tables.Queryable.Concat(uploads.Tables));
        PreparedQuery prepared = _engine.Prepare(query, catalog);
        return new PublishedQuery(prepared, tables.Copies, uploads?.Copies) { Server = tables.Server, Published = tables.Queryable, Services = QueryLinks.Of(prepared, tables, published.Root) };
    }

    /// <summary>Writes the answer of a query.</summary>
    /// <param name="request">The query.</param>
    /// <param name="prepared">The same, understood.</param>
    /// <param name="limit">How long its rows may be searched, by which clock; null: until <paramref name="stop"/>.</param>
    /// <param name="output">Where to; not completed.</param>
    /// <param name="stop">The client has left, or the time is over.</param>
    /// <exception cref="AdqlException">It cannot be answered; nothing was written.</exception>
    /// <exception cref="TimeoutException">Its first rows were not found in time; nothing was written.</exception>
    /// <exception cref="CopyNotReadyException">A table was still being copied when the time was over; nothing was written.</exception>
    /// <exception cref="IOException">The server has no room, or its database is away.</exception>
    public static async Task<ResultEnd> WriteAsync(
        TapRequest request, PublishedQuery prepared, (TimeSpan Time, TimeProvider Clock)? limit, PipeWriter output, CancellationToken stop)
    {
        // One more than may be written tells that there are more.
        long most = request.MostRows + 1;
        await using IRowSource rows = prepared.Query.IsColumnar ? prepared.Query.Execute(most) : new JoinedRows(prepared, most);
        await using IRowSource timed = limit is { } known ? new TimedRows(rows, known.Time, known.Clock) : rows;
        return await request.Format.WriteAsync(timed, Result(request, prepared), request.MostRows, output, stop);
    }

    private static ResultDescription Result(TapRequest request, PublishedQuery prepared) =>
        new() { Infos = [new ResultInfo("query", request.Query)], Services = prepared.Services };
}

/// <summary>A query that is understood.</summary>
/// <param name="Query">The query.</param>
/// <param name="Copies">Copies of the tables that were published when it came.</param>
/// <param name="Uploads">Copies of the tables that it brings along; null: it brings none.</param>
public sealed record PublishedQuery(PreparedQuery Query, StoredCopies Copies, StoredCopies? Uploads)
{
    /// <summary>Copies of the published tables in PostgreSQL; null: there are none.</summary>
    public PostgresCopies? Server { get; init; }

    /// <summary>The tables that were published when it came.</summary>
    public IReadOnlyList<QueryTable> Published { get; init; } = [];

    /// <summary>Services that take identifiers of its result.</summary>
    public IReadOnlyList<ResultService> Services { get; init; } = [];
}
