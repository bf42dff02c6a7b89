using System.Collections;
using System.Globalization;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;
using Microsoft.Data.Sqlite;

namespace Fathom.Vo.Publishing;

/// <summary>Copies of published tables in SQLite, for queries that columns cannot answer: joins, subqueries, set operations. Each is made
/// when it is first needed, and goes with the server.</summary>
/// <param name="scratch">Folder in which they are made.</param>
public sealed class StoredCopies(string scratch)
{
    private const string RowTable = "rows";

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

        string schema = $"t{Interlocked.Increment(ref _count)}";
        string[] names = [.. columns.Description.Columns.Select((_, i) => $"c{i}")];
        lock (_gate)
        {
            _tables[schema] = columns;
        }

        return table with { Stored = new StoredTable(schema, RowTable, names) { RightAscension = columns.RightAscension, Declination = columns.Declination } };
    }

    /// <summary>Opens what a query needs.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="Adql.AdqlException">A table of it has no copy.</exception>
    internal SqliteQueryConnection Open(PreparedQuery query)
    {
        IEnumerable<string> schemas = SqlWriter.Write(query.Query, SqliteDialect.Instance, 0).Tables.Select(table => table.Schema!).Distinct(StringComparer.Ordinal);
        return SqliteQueryConnection.Open(Empty(), schemas.ToDictionary(schema => schema, FileOf, StringComparer.Ordinal));
    }

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
                _files[schema] = file = new Lazy<string>(() => Copy(table, Path.Combine(scratch, $"copy-{Path.GetRandomFileName()}.db")));
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

    private static string Copy(ColumnTable table, string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        IReadOnlyList<ColumnDescription> columns = table.Description.Columns;
        Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        Execute(connection, $"CREATE TABLE {RowTable} ({string.Join(", ", columns.Select((column, i) => $"c{i} {TypeOf(column)}"))})");
        using (SqliteTransaction transaction = connection.BeginTransaction())
        {
            Fill(connection, table, columns.Count);
            transaction.Commit();
        }

        if (table.Declination >= 0)
        {
            Execute(connection, $"CREATE INDEX place ON {RowTable} (c{table.Declination})");
        }

        return path;
    }

    private static void Fill(SqliteConnection connection, ColumnTable table, int columns)
    {
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {RowTable} VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(i => $"@v{i}"))})";
        SqliteParameter[] parameters = [.. Enumerable.Range(0, columns).Select(i => insert.Parameters.AddWithValue($"@v{i}", DBNull.Value))];
        TableRows rows = TableRows.All(table);
        while (rows.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } batch)
        {
            for (int row = 0; row < batch[0].Count; row++)
            {
                for (int i = 0; i < columns; i++)
                {
                    parameters[i].Value = batch[i].IsNull(row) ? DBNull.Value : Value(batch[i], row);
                }

                insert.ExecuteNonQuery();
            }
        }
    }

    private static object Value(ColumnBatch batch, int row) => batch switch
    {
        ValueBatch<bool> values => values.Values[row] ? 1L : 0L,
        ValueBatch<byte> values => (long)values.Values[row],
        ValueBatch<short> values => (long)values.Values[row],
        ValueBatch<int> values => (long)values.Values[row],
        ValueBatch<long> values => values.Values[row],
        ValueBatch<float> values => Number(values.Values[row]),
        ValueBatch<double> values => Number(values.Values[row]),
        ValueBatch<string> values => values.Values[row]!,
        _ => Listed(batch, row),
    };

    private static object Number(double value) => double.IsNaN(value) ? DBNull.Value : value;

    private static string Listed(ColumnBatch batch, int row)
    {
        IEnumerable values = batch switch
        {
            ValueBatch<double[]> doubles => doubles.Values[row]!,
            ValueBatch<float[]> floats => floats.Values[row]!,
            ValueBatch<long[]> longs => longs.Values[row]!,
            ValueBatch<int[]> ints => ints.Values[row]!,
            ValueBatch<short[]> shorts => shorts.Values[row]!,
            ValueBatch<byte[]> bytes => bytes.Values[row]!,
            ValueBatch<bool[]> bools => bools.Values[row]!.Select(value => value ? 1 : 0),
            _ => throw new NotSupportedException($"{batch.GetType()} is not stored."),
        };
        return string.Join(' ', values.Cast<IFormattable>().Select(value => value.ToString(null, CultureInfo.InvariantCulture)));
    }

    private static string TypeOf(ColumnDescription column) => column.IsText || column.ArraySize is not null ? "TEXT"
        : column.Type is VoType.Float or VoType.Double ? "REAL" : "INTEGER";

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
