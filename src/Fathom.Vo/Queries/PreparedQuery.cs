using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Queries.Columnar;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries;

/// <summary>A query that is understood and can be answered, once or several times.</summary>
public sealed class PreparedQuery
{
    private readonly ColumnarPlan? _columnar;

    internal PreparedQuery(BoundQuery query, ColumnarPlan? columnar)
    {
        Query = query;
        _columnar = columnar;
    }

    /// <summary>Columns of the result.</summary>
    public IReadOnlyList<ColumnDescription> Columns => Query.Columns;

    /// <summary>True where the columns of one table answer it; false where a database must.</summary>
    public bool IsColumnar => _columnar is not null;

    internal BoundQuery Query { get; }

    /// <summary>Answers from the columns of its table.</summary>
    /// <param name="most">Most rows (MAXREC).</param>
    /// <exception cref="InvalidOperationException">It is not <see cref="IsColumnar"/>.</exception>
    public QueryRows Execute(long most) =>
        _columnar?.Execute(most) ?? throw new InvalidOperationException("Only a database can answer this query.");

    /// <summary>Answers from a database of SQLite. The connection answers one query at a time and stays the caller's.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="most">Most rows (MAXREC).</param>
    /// <exception cref="AdqlException">A table of the query is not in the database.</exception>
    public QueryRows Execute(SqliteQueryConnection connection, long most) =>
        new SqliteRows(connection, ForSqlite(most), Columns, most);

    /// <summary>Answers from a database of PostgreSQL. The connection answers one query at a time and stays the caller's.</summary>
    /// <inheritdoc cref="Execute(SqliteQueryConnection, long)"/>
    public QueryRows Execute(PostgresQueryConnection connection, long most) =>
        new PostgresRows(connection, SqlWriter.Write(Query, PostgresDialect.Instance, most), Columns, most);

    /// <summary>The statement of SQLite.</summary>
    /// <exception cref="AdqlException">A table of the query is not in the database.</exception>
    internal SqlStatement ForSqlite(long most) => SqlWriter.Write(Query, SqliteDialect.Instance, most);

    /// <summary>The statement of PostgreSQL; null where that has not all tables, or not all functions of the query.</summary>
    internal SqlStatement? ForPostgres(long most)
    {
        try
        {
            return SqlWriter.Write(Query, PostgresDialect.Instance, most);
        }
        catch (NotOfferedException)
        {
            return null;
        }
    }
}
