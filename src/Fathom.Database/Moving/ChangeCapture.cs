using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Reading;

namespace Fathom.Database.Moving;

/// <summary>Triggers that note the keys of rows that change while a copy is under way; the event log needs none, it only grows.</summary>
/// <remarks>Keys are appended and never deleted: a round takes those up to a number, the next one those after it. A server that
/// starts drops what an interrupted move left.</remarks>
internal static class ChangeCapture
{
    /// <summary>Tables of which changes are captured.</summary>
    public static IEnumerable<BulkTable> Captured(IEnumerable<BulkTable> tables) => tables.Where(table => table.Name != "event_block");

    /// <summary>Name of the table of noted keys.</summary>
    public static string Notes(BulkTable table) => TableShape.CapturePrefix + table.Name;

    /// <summary>Begins to note; in a transaction of the writer.</summary>
    public static void Begin(DbConnection writer, IEnumerable<BulkTable> tables, bool isPostgres)
    {
        foreach (BulkTable table in Captured(tables))
        {
            string keys = string.Join(", ", table.Key);
            string typed = string.Join(", ", table.Key.Select(key => $"{key} {TypeOf(table, key)}"));
            string number = isPostgres ? "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT";
            writer.Execute($"CREATE TABLE {Notes(table)} (n {number}, {typed})");
            if (isPostgres)
            {
                BeginOnPostgres(writer, table, keys);
            }
            else
            {
                BeginOnSqlite(writer, table, keys);
            }
        }
    }

    /// <summary>Ends it, or cleans up after a move that was cut short.</summary>
    public static void End(DbConnection writer, bool isPostgres)
    {
        foreach (string notes in writer.Select(
            isPostgres
                ? "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname LIKE 'moving\\_%'"
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'moving\\_%' ESCAPE '\\'",
            null, row => row.GetString(0)))
        {
            string table = notes[TableShape.CapturePrefix.Length..];
            foreach (string change in isPostgres ? ["any"] : Changes)
            {
                writer.Execute($"DROP TRIGGER IF EXISTS {notes}_{change}{(isPostgres ? $" ON {table}" : "")}");
            }

            if (isPostgres)
            {
                writer.Execute($"DROP FUNCTION IF EXISTS {notes}()");
            }

            writer.Execute($"DROP TABLE {notes}");
        }
    }

    private static readonly string[] Changes = ["insert", "update", "delete"];

    private static void BeginOnSqlite(DbConnection writer, BulkTable table, string keys)
    {
        foreach (string change in Changes)
        {
            string row = change == "delete" ? "OLD" : "NEW";
            string values = string.Join(", ", table.Key.Select(key => $"{row}.{key}"));
            writer.Execute(
                $"CREATE TRIGGER {Notes(table)}_{change} AFTER {change} ON {table.Name} BEGIN INSERT INTO {Notes(table)} ({keys}) VALUES ({values}); END");
        }
    }

    private static void BeginOnPostgres(DbConnection writer, BulkTable table, string keys)
    {
        string Values(string row) => string.Join(", ", table.Key.Select(key => $"{row}.{key}"));
        writer.Execute(
            $"""
            CREATE FUNCTION {Notes(table)}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF TG_OP = 'DELETE' THEN INSERT INTO {Notes(table)} ({keys}) VALUES ({Values("OLD")});
                ELSE INSERT INTO {Notes(table)} ({keys}) VALUES ({Values("NEW")}); END IF;
                RETURN NULL;
            END $$
            """);
        writer.Execute(
            $"CREATE TRIGGER {Notes(table)}_any AFTER INSERT OR UPDATE OR DELETE ON {table.Name} FOR EACH ROW EXECUTE FUNCTION {Notes(table)}()");
    }

    private static string TypeOf(BulkTable table, string column) =>
        table.Columns.Single(one => one.Name == column).Type == BulkType.Whole ? "BIGINT" : "TEXT";
}
