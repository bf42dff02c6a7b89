using Fathom.Database.Reading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Database.Sqlite;

/// <summary>A scan by SQLite's own functions: the provider's objects for each row and value would cost several times as much.</summary>
internal sealed class SqliteScan : ScannedRow
{
    private readonly sqlite3_stmt _statement;
    private readonly RecurringTexts[] _texts;

    private SqliteScan(sqlite3_stmt statement)
    {
        _statement = statement;
        _texts = [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(_ => new RecurringTexts())];
    }

    /// <exception cref="SqliteException">The query cannot be run, or the file cannot be read.</exception>
    public static void Run(SqliteConnection connection, string sql, Action<ScannedRow> take)
    {
        sqlite3 handle = connection.Handle!;
        int outcome = raw.sqlite3_prepare_v2(handle, sql, out sqlite3_stmt statement);
        using (statement)
        {
            if (outcome != raw.SQLITE_OK)
            {
                throw SqliteFault.Of(handle, outcome);
            }

            var row = new SqliteScan(statement);
            while ((outcome = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                take(row);
            }

            if (outcome != raw.SQLITE_DONE)
            {
                throw SqliteFault.Of(handle, outcome);
            }
        }
    }

    public override long Whole(int column) => raw.sqlite3_column_int64(_statement, column);

    public override long? WholeOrNull(int column) =>
        raw.sqlite3_column_int64(_statement, column) is var value && value == 0 && raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL
            ? null : value;

    // The bytes of a text are UTF-8, as the database is.
    public override string Text(int column) => _texts[column].Of(raw.sqlite3_column_blob(_statement, column));
}
