using System.Runtime.CompilerServices;
using Fathom.Database.Bulk;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Database.Sqlite;

/// <summary>Bulk writes: one prepared statement, run for each row, its values bound without objects on the way.</summary>
internal static class SqliteBulk
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<(BulkTable, BulkVerb), sqlite3_stmt>> Prepared = [];

    /// <exception cref="SqliteException">A row was refused, or the disk failed.</exception>
    public static void Write(SqliteConnection connection, BulkRows rows, BulkVerb verb)
    {
        sqlite3 handle = connection.Handle!;
        sqlite3_stmt statement = Prepare(connection, handle, rows.Table, verb);
        IReadOnlyList<BulkValues> columns = rows.Columns;
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < columns.Count; column++)
            {
                if (row == 0 || !columns[column].IsAsBefore(row))
                {
                    Bind(statement, column + 1, columns[column], row);
                }
            }

            int outcome = raw.sqlite3_step(statement);
            int reset = raw.sqlite3_reset(statement);
            if (outcome != raw.SQLITE_DONE)
            {
                throw SqliteFault.Of(handle, reset == raw.SQLITE_OK ? outcome : reset);
            }
        }

        // Long texts and bytes are not kept alive by a statement at rest.
        raw.sqlite3_clear_bindings(statement);
    }

    private static void Bind(sqlite3_stmt statement, int place, BulkValues column, int row)
    {
        switch (column.Type)
        {
            case BulkType.Whole when column.Wholes[row] is { } whole:
                raw.sqlite3_bind_int64(statement, place, whole);
                break;
            case BulkType.Real when column.Reals[row] is { } real:
                raw.sqlite3_bind_double(statement, place, real);
                break;
            case BulkType.Text when column.Texts[row] is { } text:
                raw.sqlite3_bind_text(statement, place, text);
                break;
            case BulkType.Bytes when column.Bytes[row] is { } bytes:
                raw.sqlite3_bind_blob(statement, place, bytes);
                break;
            default:
                raw.sqlite3_bind_null(statement, place);
                break;
        }
    }

    private static sqlite3_stmt Prepare(SqliteConnection connection, sqlite3 handle, BulkTable table, BulkVerb verb)
    {
        Dictionary<(BulkTable, BulkVerb), sqlite3_stmt> known = Prepared.GetValue(connection, Forget);
        if (known.TryGetValue((table, verb), out sqlite3_stmt? statement))
        {
            return statement;
        }

        int outcome = raw.sqlite3_prepare_v2(handle, Sql(table, verb), out statement);
        if (outcome != raw.SQLITE_OK)
        {
            throw SqliteFault.Of(handle, outcome);
        }

        return known[(table, verb)] = statement;
    }

    private static string Sql(BulkTable table, BulkVerb verb)
    {
        string Place(string column) => $"?{table.Columns.TakeWhile(one => one.Name != column).Count() + 1}";
        return verb == BulkVerb.Update
            ? $"UPDATE {table.Name} SET {string.Join(", ", BulkSql.Others(table).Select(one => $"{one.Name} = {Place(one.Name)}"))} "
                + $"WHERE {string.Join(" AND ", table.Key.Select(one => $"{one} = {Place(one)}"))}"
            : $"INSERT INTO {table.Name} ({BulkSql.Names(table)}) VALUES ({string.Join(", ", table.Columns.Select(one => Place(one.Name)))}) "
                + BulkSql.OnConflict(table, verb);
    }

    // A connection can be closed only without open statements.
    private static Dictionary<(BulkTable, BulkVerb), sqlite3_stmt> Forget(SqliteConnection connection)
    {
        var known = new Dictionary<(BulkTable, BulkVerb), sqlite3_stmt>();
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Closed)
            {
                Release(known);
            }
        };
        return known;
    }

    private static void Release(Dictionary<(BulkTable, BulkVerb), sqlite3_stmt> known)
    {
        foreach (sqlite3_stmt statement in known.Values)
        {
            statement.Dispose();
        }

        known.Clear();
    }
}
