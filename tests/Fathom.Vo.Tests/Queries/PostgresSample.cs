using Fathom.PostgresServers;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;
using Npgsql;

namespace Fathom.Vo.Tests.Queries;

/// <summary>Tables in memory, written to PostgreSQL: in a schema that a role may read, beside a table that it may not.</summary>
internal sealed class PostgresSample : IDisposable
{
    public const string Role = "vo reader";

    private readonly TestDatabase _database = new(Engine.Postgres);

    public PostgresSample(params MemoryTable[] tables)
    {
        var url = new Uri(_database.Location);
        System.Collections.Specialized.NameValueCollection query = System.Web.HttpUtility.ParseQueryString(url.Query);
        Source = NpgsqlDataSource.Create($"Host={query["host"]};Username={query["user"]};Database={url.AbsolutePath.Trim('/')};Pooling=false");
        Execute("CREATE SCHEMA published; CREATE TABLE public.secret (password text); INSERT INTO public.secret VALUES ('hidden');"
            + $" DO $$ BEGIN CREATE ROLE \"{Role}\"; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$; GRANT USAGE ON SCHEMA published TO \"{Role}\"");
        Catalog = new TableCatalog([.. tables.Select((table, i) => Store(table, $"store {i}"))]);
        Execute($"GRANT SELECT ON ALL TABLES IN SCHEMA published TO \"{Role}\"");
    }

    public NpgsqlDataSource Source { get; }

    public TableCatalog Catalog { get; }

    public async Task<Answer> AskAsync(string text, long most = 10_000)
    {
        PreparedQuery query = new AdqlEngine().Prepare(text, Catalog);
        await using PostgresQueryConnection connection = await PostgresQueryConnection.OpenAsync(Source, Role, TimeSpan.FromSeconds(20), CancellationToken.None);
        await using QueryRows rows = query.Execute(connection, most);
        return Answer.Of(rows);
    }

    public void Dispose()
    {
        Source.Dispose();
        _database.Dispose();
    }

    private void Execute(string sql)
    {
        using NpgsqlCommand command = Source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private QueryTable Store(MemoryTable table, string name)
    {
        IReadOnlyList<ColumnDescription> columns = table.Description.Columns;
        string[] names = [.. columns.Select((column, i) => $"k{i} {column.Name}")];
        Execute($"CREATE TABLE published.\"{name}\" ({string.Join(", ", names.Select((column, i) => $"\"{column}\" {TypeOf(columns[i])}"))})");
        using NpgsqlConnection connection = Source.OpenConnection();
        using NpgsqlBinaryImporter writer = connection.BeginBinaryImport($"COPY published.\"{name}\" FROM STDIN (FORMAT BINARY)");
        for (int row = 0; row < table.Rows; row++)
        {
            writer.StartRow();
            for (int i = 0; i < names.Length; i++)
            {
                object? value = table.Value(i, row);
                if (value is null)
                {
                    writer.WriteNull();
                }
                else
                {
                    writer.Write(value);
                }
            }
        }

        writer.Complete();
        return new QueryTable(table.Description)
        {
            Columns = table,
            Remote = new StoredTable("published", name, names) { RightAscension = table.RightAscension, Declination = table.Declination },
        };
    }

    private static string TypeOf(ColumnDescription column) =>
        column.IsText ? "text" : column.Type is VoType.Float or VoType.Double ? "float8" : "bigint";
}
