using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Reading;

namespace Fathom.Database.Moving;

/// <summary>The tables of a workspace as a database has them: columns and keys, each table after those that it refers to.</summary>
internal static class TableShape
{
    /// <summary>Names of what a move makes for itself begin so.</summary>
    public const string CapturePrefix = "moving_";

    // Neither is a part of the workspace's contents: which server writes, and which schema this is.
    private static readonly string[] Apart = ["server", "schema_version"];

    private const string SqliteColumns =
        """
        SELECT t.name, c.name, upper(c.type), c.pk FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY t.rowid, c.cid
        """;

    private const string PostgresColumns =
        """
        SELECT t.relname, c.attname, upper(format_type(c.atttypid, NULL)), coalesce(array_position(i.indkey::smallint[], c.attnum) + 1, 0)
        FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
        LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
        WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.oid, c.attnum
        """;

    /// <summary>All tables; made in this order, so that what one refers to comes before it.</summary>
    /// <exception cref="InvalidOperationException">A table has no primary key, or a column of a type that no engine shares.</exception>
    public static IReadOnlyList<BulkTable> Of(DbConnection connection, bool isPostgres)
    {
        List<(string Table, string Column, string Type, int Key)> columns = connection.Select(
            isPostgres ? PostgresColumns : SqliteColumns, null,
            row => (row.GetString(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3)));
        return [.. columns
            .Where(column => !Apart.Contains(column.Table) && !column.Table.StartsWith(CapturePrefix, StringComparison.Ordinal))
            .GroupBy(column => column.Table)
            .Select(table => new BulkTable(
                table.Key,
                [.. table.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Column)],
                [.. table.Select(column => new BulkColumn(column.Column, TypeOf(table.Key, column.Column, column.Type)))]))];
    }

    private static BulkType TypeOf(string table, string column, string type) => type switch
    {
        "INTEGER" or "BIGINT" => BulkType.Whole,
        "REAL" or "DOUBLE PRECISION" => BulkType.Real,
        "TEXT" => BulkType.Text,
        "BLOB" or "BYTEA" => BulkType.Bytes,
        _ => throw new InvalidOperationException($"Column {table}.{column}: expected INTEGER, REAL, TEXT or BLOB, found {type}."),
    };
}
