using System.Collections;
using System.Globalization;
using Fathom.Vo.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Vo.Publishing;

/// <summary>A copy of a table in a file of SQLite; the number of a row is its rowid less one.</summary>
internal static class StoredCopy
{
    /// <summary>Name of the table in the copy.</summary>
    public const string RowTable = "rows";

    /// <summary>About how many bytes it takes.</summary>
    public static long Size(ColumnTable table) => table.Rows * (20 + (table.Description.Columns.Count * 9L));

    /// <summary>Makes it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">File of the copy.</param>
    /// <returns>The same.</returns>
    public static string Make(ColumnTable table, string path)
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

        Count(connection, table);
        return path;
    }

    // Without a count the planner takes every table for one of a million rows, and may go through the larger one of a join.
    private static void Count(SqliteConnection connection, ColumnTable table)
    {
        Execute(connection, "ANALYZE sqlite_schema");
        string rows = table.Rows.ToString(CultureInfo.InvariantCulture);
        Execute(connection, $"INSERT INTO sqlite_stat1 VALUES ('{RowTable}', {(table.Declination < 0 ? $"NULL, '{rows}'" : $"'place', '{rows} 2'")})");
    }

    // Bound by the database's own functions: a parameter as an object for each cell takes most of the time.
    private static void Fill(SqliteConnection connection, ColumnTable table, int columns)
    {
        string sql = $"INSERT INTO {RowTable} VALUES ({string.Join(", ", Enumerable.Repeat("?", columns))})";
        Check(connection, raw.sqlite3_prepare_v2(connection.Handle, sql, out sqlite3_stmt insert));
        using (insert)
        {
            TableRows rows = TableRows.All(table);
            while (rows.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } batch)
            {
                for (int row = 0; row < batch[0].Count; row++)
                {
                    for (int i = 0; i < columns; i++)
                    {
                        Check(connection, batch[i].IsNull(row) ? raw.sqlite3_bind_null(insert, i + 1) : Bind(insert, i + 1, batch[i], row));
                    }

                    int step = raw.sqlite3_step(insert);
                    Check(connection, step == raw.SQLITE_DONE ? raw.sqlite3_reset(insert) : step);
                }
            }
        }
    }

    private static void Check(SqliteConnection connection, int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, connection.Handle!);
        }
    }

    private static int Bind(sqlite3_stmt insert, int parameter, ColumnBatch batch, int row) => batch switch
    {
        ValueBatch<double> values => Bind(insert, parameter, values.Values[row]),
        ValueBatch<float> values => Bind(insert, parameter, values.Values[row]),
        ValueBatch<long> values => raw.sqlite3_bind_int64(insert, parameter, values.Values[row]),
        ValueBatch<int> values => raw.sqlite3_bind_int64(insert, parameter, values.Values[row]),
        ValueBatch<short> values => raw.sqlite3_bind_int64(insert, parameter, values.Values[row]),
        ValueBatch<byte> values => raw.sqlite3_bind_int64(insert, parameter, values.Values[row]),
        ValueBatch<bool> values => raw.sqlite3_bind_int64(insert, parameter, values.Values[row] ? 1 : 0),
        ValueBatch<string> values => raw.sqlite3_bind_text(insert, parameter, values.Values[row]!),
        _ => raw.sqlite3_bind_text(insert, parameter, Listed(batch, row)),
    };

    private static int Bind(sqlite3_stmt insert, int parameter, double value) =>
        double.IsNaN(value) ? raw.sqlite3_bind_null(insert, parameter) : raw.sqlite3_bind_double(insert, parameter, value);

    /// <summary>An array as DALI writes it.</summary>
    public static string Listed(ColumnBatch batch, int row)
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
