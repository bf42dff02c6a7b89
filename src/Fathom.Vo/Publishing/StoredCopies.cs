using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Releases;

namespace Fathom.Vo.Publishing;

/// <summary>Tables by the names under which a connection of SQLite has their copies, for queries that columns cannot answer: joins,
/// subqueries, set operations.</summary>
/// <param name="files">The copies.</param>
/// <param name="prefix">Begins the names of their schemas.</param>
public sealed class StoredCopies(CopyFolder files, string prefix = "t")
{
    /// <summary>Databases that a connection of SQLite takes beside its own (SQLITE_MAX_ATTACHED).</summary>
    private const int MostTables = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ReleaseTable> _tables = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The table with the place where its copy will be.</summary>
    public QueryTable WithCopy(QueryTable table)
    {
        if (table.Columns is not ReleaseTable columns)
        {
            return table;
        }

        string schema = $"{prefix}{Interlocked.Increment(ref _count)}";
        string[] names = [.. columns.Description.Columns.Select((_, i) => $"c{i}")];
        lock (_gate)
        {
            _tables[schema] = columns;
        }

        return table with
        {
            Stored = new StoredTable(schema, StoredCopy.RowTable, names)
            {
                RightAscension = columns.RightAscension,
                Declination = columns.Declination,
                CircleFunction = HasOneKindOfPosition(columns) ? $"adql_rows_{schema}" : null,
            },
        };
    }

    /// <summary>Opens what a query needs, when its copies are made.</summary>
    /// <param name="query">The query.</param>
    /// <param name="more">Copies of further tables that it names; null: it names none.</param>
    /// <param name="stop">Stops the waiting.</param>
    /// <exception cref="AdqlException">A table of it has no copy, or it names too many.</exception>
    /// <exception cref="CopyNotReadyException">It was stopped while a copy was being made.</exception>
    /// <exception cref="IOException">A copy cannot be made now.</exception>
    internal async Task<SqliteQueryConnection> OpenAsync(PreparedQuery query, StoredCopies? more, CancellationToken stop)
    {
        StoredTable[] tables = [.. query.ForSqlite(0).Tables.DistinctBy(table => table.Schema)];
        if (tables.Length > MostTables)
        {
            throw new AdqlException(SourcePosition.Start, $"a query with joins, set operations or subqueries may name {MostTables} different tables; this one names {tables.Length}.");
        }

        StoredCopies Of(StoredTable table) => more is not null && more._tables.ContainsKey(table.Schema!) ? more : this;
        Task<string>[] made = [.. tables.Select(table => Of(table).FileOf(table.Schema!))];
        string[] paths = await CopyNotReadyException.WaitAsync(Task.WhenAll(made), stop);
        var connection = SqliteQueryConnection.Open(files.EmptyFile(), tables.Zip(paths).ToDictionary(pair => pair.First.Schema!, pair => pair.Second, StringComparer.Ordinal));
        foreach (StoredTable table in tables.Where(table => table.CircleFunction is not null))
        {
            connection.FindCircles(table.CircleFunction!, Of(table)._tables[table.Schema!]);
        }

        return connection;
    }

    private static bool HasOneKindOfPosition(ReleaseTable table) =>
        table.Declination >= 0 && table.Description.Columns[table.RightAscension].Type == table.Description.Columns[table.Declination].Type;

    private Task<string> FileOf(string schema)
    {
        ReleaseTable table;
        lock (_gate)
        {
            table = _tables[schema];
        }

        return files.FileOf(table);
    }
}
