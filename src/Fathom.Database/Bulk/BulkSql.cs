namespace Fathom.Database.Bulk;

/// <summary>The statements of bulk writes, as far as both engines say the same.</summary>
internal static class BulkSql
{
    /// <summary>Column names, comma-separated.</summary>
    public static string Names(BulkTable table) => string.Join(", ", table.Columns.Select(column => column.Name));

    /// <summary>What follows the rows of an INSERT.</summary>
    public static string OnConflict(BulkTable table, BulkVerb verb)
    {
        if (verb == BulkVerb.Insert)
        {
            return "";
        }

        string key = string.Join(", ", table.Key);
        string changes = string.Join(", ", Others(table).Select(column => $"{column.Name} = excluded.{column.Name}"));
        return verb == BulkVerb.InsertNew || changes.Length == 0
            ? $"ON CONFLICT ({key}) DO NOTHING"
            : $"ON CONFLICT ({key}) DO UPDATE SET {changes}";
    }

    /// <summary>Columns that are not of the key.</summary>
    public static IEnumerable<BulkColumn> Others(BulkTable table) => table.Columns.Where(column => !table.Key.Contains(column.Name));
}
