using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;
using Microsoft.Data.Sqlite;

namespace Fathom.Vo.Publishing;

/// <summary>Copies of tables in SQLite, for queries that columns cannot answer: joins, subqueries, set operations. Each is made
/// when it is first needed, and goes with the server, or with the query that brought the table along.</summary>
/// <param name="scratch">Folder in which they are made.</param>
/// <param name="prefix">Begins the names of their schemas.</param>
public sealed class StoredCopies(string scratch, string prefix = "t")
{
    /// <summary>Databases that a connection of SQLite takes beside its own (SQLITE_MAX_ATTACHED).</summary>
    private const int MostTables = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lazy<string>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnTable> _tables = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The table with the place where its copy will be.</summary>
    public QueryTable WithCopy(QueryTable table)
    {
        if (table.Columns is not { } columns)
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

    /// <summary>Opens what a query needs.</summary>
    /// <param name="query">The query.</param>
    /// <param name="more">Copies of further tables that it names; null: it names none.</param>
    /// <exception cref="AdqlException">A table of it has no copy, or it names too many.</exception>
    internal SqliteQueryConnection Open(PreparedQuery query, StoredCopies? more)
    {
        StoredTable[] tables = [.. SqlWriter.Write(query.Query, SqliteDialect.Instance, 0).Tables.DistinctBy(table => table.Schema)];
        if (tables.Length > MostTables)
        {
            throw new AdqlException(SourcePosition.Start, $"a query with joins, set operations or subqueries may name {MostTables} different tables; this one names {tables.Length}.");
        }

        StoredCopies Of(StoredTable table) => more is not null && more._tables.ContainsKey(table.Schema!) ? more : this;
        var connection = SqliteQueryConnection.Open(Empty(), tables.ToDictionary(table => table.Schema!, table => Of(table).FileOf(table.Schema!), StringComparer.Ordinal));
        foreach (StoredTable table in tables.Where(table => table.CircleFunction is not null))
        {
            connection.FindCircles(table.CircleFunction!, Of(table)._tables[table.Schema!]);
        }

        return connection;
    }

    private static bool HasOneKindOfPosition(ColumnTable table) =>
        table.Declination >= 0 && table.Description.Columns[table.RightAscension].Type == table.Description.Columns[table.Declination].Type;

    private string Empty()
    {
        string path = Path.Combine(Directory.CreateDirectory(scratch).FullName, "queries.db");
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, []);
        }

        return path;
    }

    // Made outside the lock: others are not kept waiting for a table that they do not ask for.
    private string FileOf(string schema)
    {
        Lazy<string> file;
        lock (_gate)
        {
            if (!_files.TryGetValue(schema, out file!))
            {
                ColumnTable table = _tables[schema];
                _files[schema] = file = new Lazy<string>(() => StoredCopy.Make(table, Path.Combine(scratch, $"copy-{Path.GetRandomFileName()}.db")));
            }
        }

        try
        {
            return file.Value;
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            // A disk that is full now need not be so at the next query.
            lock (_gate)
            {
                _files.Remove(schema);
            }

            throw new IOException($"A published table could not be copied for a query: {fault.Message}", fault);
        }
    }
}
