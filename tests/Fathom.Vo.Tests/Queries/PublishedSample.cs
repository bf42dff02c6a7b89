using Fathom.PostgresServers;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tap;
using Npgsql;

namespace Fathom.Vo.Tests.Queries;

/// <summary>Tables as releases that are published, with their copies in SQLite and, where it is asked for, in PostgreSQL.</summary>
internal sealed class PublishedSample : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestDatabase? _database;
    private readonly PostgresCopies? _server;
    private int _published;

    private PublishedSample(bool isOnServer)
    {
        if (isOnServer)
        {
            _database = new TestDatabase(Engine.Postgres);
            _server = new PostgresCopies(OpenSource(), Log.Add);
        }

        Shelf = new ReleaseShelf(_folder["publications"]);
        Published = new PublishedShelf(Shelf, _folder["run"], TimeProvider.System, Log.Add, _server);
        Keeper = new CopyKeeper(Published, TimeProvider.System, Log.Add);
        Queries = new TapQueries(Published);
    }

    public List<string> Log { get; } = [];

    public ReleaseShelf Shelf { get; }

    public PublishedShelf Published { get; }

    public CopyKeeper Keeper { get; }

    public TapQueries Queries { get; }

    public string CopiesFolder => Path.Combine(_folder["publications"], "copies");

    public static async Task<PublishedSample> MakeAsync(bool isOnServer, params MemoryTable[] tables)
    {
        var sample = new PublishedSample(isOnServer);
        foreach (MemoryTable table in tables)
        {
            await sample.PublishAsync(table);
        }

        return sample;
    }

    public async Task PublishAsync(MemoryTable table)
    {
        TableDescription about = table.Description;
        string name = $"{about.Schema}_{about.Name}".ToLowerInvariant();
        var release = new ReleaseDescription { Name = name, Version = "1.0", Title = name, Table = about.Name };
        await using TableRows rows = TableRows.All(table);
        await ReleaseWriter.WriteAsync(Shelf.PlaceFor(name, "1.0"), about.Schema, about.Name, rows, release);
        Shelf.Move(Shelf.Find(name)!, ReleaseState.Published, DateTimeOffset.UnixEpoch.AddDays(20_000 + _published++));
    }

    public NpgsqlDataSource OpenSource() => Fathom.Database.DatabaseLocation.Parse(_database!.Location).OpenSource(10)!;

    /// <summary>As the service answers it.</summary>
    public async Task<(Answer Answer, bool IsOfServer)> AskAsync(string text, long most = 10_000)
    {
        await using var rows = new JoinedRows(Queries.Prepare(text), most);
        return (await Answer.OfAsync(rows), rows.IsOfServer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _database?.Dispose();
        _folder.Dispose();
    }
}
