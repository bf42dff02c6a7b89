using System.IO.Pipelines;
using Fathom.Vo.Adql;
using Fathom.Vo.DataLink;
using Fathom.Vo.Publishing;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tap;

/// <summary>Answers queries on what is published.</summary>
/// <param name="published">What is published.</param>
public sealed class TapQueries(PublishedShelf published)
{
    private readonly AdqlEngine _engine = new();

    /// <summary>Understands a query.</summary>
    /// <exception cref="AdqlException">It is wrong.</exception>
    public PublishedQuery Prepare(string query)
    {
        PublishedTables tables = published.Tables;
        PreparedQuery prepared = _engine.Prepare(query, tables.Catalog);
        return new PublishedQuery(prepared, tables.Copies) { Services = QueryLinks.Of(prepared, tables, published.Root) };
    }

    /// <summary>Writes the answer of a query.</summary>
    /// <param name="request">The query.</param>
    /// <param name="prepared">The same, understood.</param>
    /// <param name="output">Where to; not completed.</param>
    /// <param name="stop">The client has left, or the time is over.</param>
    /// <exception cref="AdqlException">It cannot be answered; nothing was written.</exception>
    public static async Task<ResultEnd> WriteAsync(TapRequest request, PublishedQuery prepared, PipeWriter output, CancellationToken stop)
    {
        // One more than may be written tells that there are more.
        long most = request.MostRows + 1;
        using SqliteQueryConnection? connection = prepared.Query.IsColumnar ? null : prepared.Copies.Open(prepared.Query);
        await using QueryRows rows = connection is null ? prepared.Query.Execute(most) : prepared.Query.Execute(connection, most);
        return await request.Format.WriteAsync(rows, Result(request, prepared), request.MostRows, output, stop);
    }

    private static ResultDescription Result(TapRequest request, PublishedQuery prepared) =>
        new() { Infos = [new ResultInfo("query", request.Query)], Services = prepared.Services };
}

/// <summary>A query that is understood.</summary>
/// <param name="Query">The query.</param>
/// <param name="Copies">Copies of the tables that were published when it came.</param>
public sealed record PublishedQuery(PreparedQuery Query, StoredCopies Copies)
{
    /// <summary>Services that take identifiers of its result.</summary>
    public IReadOnlyList<ResultService> Services { get; init; } = [];
}
