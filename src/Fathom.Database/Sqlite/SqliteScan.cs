using System.Runtime.InteropServices;
using Fathom.Database.Reading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Database.Sqlite;

/// <summary>A scan by SQLite's own functions: the provider's objects for each row and value would cost several times as much, and so
/// would counting the uses of the statement's handle for each value; it is held for the whole scan instead.</summary>
internal sealed partial class SqliteScan : ScannedRow
{
    private const string Library = "e_sqlite3";

    private readonly nint _statement;
    private readonly RecurringTexts[] _texts;

    private SqliteScan(sqlite3_stmt statement)
    {
        _statement = statement.DangerousGetHandle();
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

    public override long Whole(int column) => WholeOf(_statement, column);

    public override long? WholeOrNull(int column) =>
        WholeOf(_statement, column) is var value && value == 0 && TypeOf(_statement, column) == raw.SQLITE_NULL ? null : value;

    // The bytes of a text are UTF-8, as the database is; SQLite keeps them until the next row.
    public override unsafe string Text(int column)
    {
        void* bytes = TextOf(_statement, column);
        return _texts[column].Of(new ReadOnlySpan<byte>(bytes, LengthOf(_statement, column)));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    private static partial long WholeOf(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    private static partial int TypeOf(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
    private static unsafe partial void* TextOf(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static partial int LengthOf(nint statement, int column);
}
