using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;
using Microsoft.Data.Sqlite;

namespace Fathom.Vo.Tests.Queries;

/// <summary>Tables in memory, written to a file of SQLite under names of their own, beside a table that no query may read.</summary>
internal sealed class StoredSample : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-adql-").FullName;

    public StoredSample(params MemoryTable[] tables)
    {
        File = Path.Combine(_folder, "published.db");
        using (var writer = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            writer.Open();
            Execute(writer, "CREATE TABLE secret (password TEXT); INSERT INTO secret VALUES ('hidden')");
            Catalog = new TableCatalog([.. tables.Select((table, i) => Store(writer, table, $"store {i}"))]);
        }

        Connection = SqliteQueryConnection.Open(File);
        foreach (MemoryTable table in tables.Where(HasCircles))
        {
            Connection.FindCircles(CircleFunction(table), table);
        }
    }

    public string File { get; }

    public TableCatalog Catalog { get; }

    public SqliteQueryConnection Connection { get; }

    public Answer Ask(string text, long most = 10_000) => Answer.Of(new AdqlEngine().Prepare(text, Catalog).Execute(Connection, most));

    public void Dispose()
    {
        Connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static QueryTable Store(SqliteConnection writer, MemoryTable table, string name)
    {
        IReadOnlyList<ColumnDescription> columns = table.Description.Columns;
        string[] names = [.. columns.Select((column, i) => $"k{i} \"{column.Name}")];
        string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        Execute(writer, $"CREATE TABLE {Quoted(name)} ({string.Join(", ", names.Select((column, i) => $"{Quoted(column)} {TypeOf(columns[i])}"))})");
        using SqliteTransaction transaction = writer.BeginTransaction();
        using SqliteCommand insert = writer.CreateCommand();
        insert.CommandText = $"INSERT INTO {Quoted(name)} VALUES ({string.Join(", ", names.Select((_, i) => $"@v{i}"))})";
        for (int row = 0; row < table.Rows; row++)
        {
            insert.Parameters.Clear();
            for (int i = 0; i < names.Length; i++)
            {
                insert.Parameters.AddWithValue($"@v{i}", table.Value(i, row) ?? DBNull.Value);
            }

            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        if (table.Declination >= 0)
        {
            Execute(writer, $"CREATE INDEX {Quoted(name + " dec")} ON {Quoted(name)} ({Quoted(names[table.Declination])})");
        }

        return new QueryTable(table.Description)
        {
            Columns = table,
            Stored = new StoredTable(null, name, names)
            {
                RightAscension = table.RightAscension,
                Declination = table.Declination,
                CircleFunction = HasCircles(table) ? CircleFunction(table) : null,
            },
        };
    }

    private static bool HasCircles(MemoryTable table) => table.Declination >= 0 && table.Description.Columns[table.Declination].Type == VoType.Double;

    private static string CircleFunction(MemoryTable table) => "rows_of_" + table.Description.Name;

    private static string TypeOf(ColumnDescription column) =>
        column.IsText ? "TEXT" : column.Type is VoType.Float or VoType.Double ? "REAL" : "INTEGER";
}
