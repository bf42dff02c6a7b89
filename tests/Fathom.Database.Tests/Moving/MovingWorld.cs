using Fathom.Database.Log;
using Fathom.Database.Moving;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Moving;

/// <summary>A workspace folder with a database that is written to, and a place for the next one.</summary>
internal sealed class MovingWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _databases = [];
    private long _files;

    public MovingWorld() => Folders = new WorkspaceFolders(_folder.Path);

    public WorkspaceFolders Folders { get; }

    /// <summary>Files whose registration was acknowledged, with the epoch of the event.</summary>
    public List<long> Acknowledged { get; } = [];

    public WorkspaceDatabase Open() => WorkspaceDatabase.Open(Folders);

    public string File(string name) => _folder[name];

    public DatabaseLocation NewPlace(Engine engine)
    {
        if (engine == Engine.Sqlite)
        {
            return DatabaseMove.NextFile(Folders);
        }

        _databases.Add(PostgresCluster.Shared!.NewDatabase());
        return DatabaseLocation.Parse(_databases[^1]);
    }

    /// <summary>Brings the workspace to an engine, if it is not there yet.</summary>
    public async Task BringToAsync(Engine engine)
    {
        using WorkspaceDatabase database = Open();
        if (database.Location.IsPostgres != (engine == Engine.Postgres))
        {
            await new DatabaseMove(database, Folders).RunAsync(NewPlace(engine));
        }
    }

    /// <summary>One change that touches rows, keys, deletions, texts and the event log.</summary>
    public async Task WriteAsync(WorkspaceDatabase database)
    {
        long number = Interlocked.Increment(ref _files);
        long id = await database.WriteAsync(transaction => Write(transaction, number));
        lock (Acknowledged)
        {
            Acknowledged.Add(id);
        }
    }

    /// <summary>Checks that the workspace opens, and has everything acknowledged.</summary>
    public void RequireWhole()
    {
        using WorkspaceDatabase database = Open();
        RequireWhole(database);
    }

    /// <summary>The same of a database that is open.</summary>
    public void RequireWhole(WorkspaceDatabase database)
    {
        long[] files = [.. database.Read(connection => connection.Select("SELECT id FROM file ORDER BY id", null, row => row.GetInt64(0)))];
        HashSet<long> events = [.. database.ReadEvents().Where(one => one.Subject == Subjects.File).Select(one => one.SubjectId)];
        lock (Acknowledged)
        {
            Assert.Empty(Acknowledged.Except(files));
        }

        Assert.Equal(files.Length, events.Count);
        Assert.Empty(events.Except(files));
        database.Read(connection =>
        {
            Assert.Equal(files.Length, connection.SelectNumber("SELECT count(*) FROM request") + connection.SelectNumber("SELECT count(*) FROM file WHERE id % 3 = 0"));
            Assert.Equal(files.Length, connection.SelectNumber("SELECT count(*) FROM transformation_input WHERE state = 'Done'"));
            foreach (long id in files.Take(20))
            {
                Assert.Single(EventLog.History(connection, Subjects.File, id));
            }

            return 0;
        });
    }

    public void Dispose()
    {
        _databases.ForEach(PostgresCluster.Shared!.Drop);
        _folder.Dispose();
    }

    private static long Write(WriteTransaction transaction, long number)
    {
        long id = transaction.Insert(
            """
            INSERT INTO file (lfn, tier, size, adler32, events, metadata, state, created_utc)
            VALUES (@lfn, 'RAW', @number, '00000000', 1, '{"ä":1}', 'Valid', @Now)
            """,
            new { lfn = FormattableString.Invariant($"/a/{number}"), number, transaction.Now });
        transaction.Execute(
            "INSERT INTO transformation_input (transformation_id, file_id, state, job_id) VALUES (1, @id, 'Unused', NULL)", new { id });
        transaction.Execute("UPDATE transformation_input SET state = 'Done' WHERE file_id = @id", new { id });
        string request = FormattableString.Invariant($"r{id}");
        transaction.Execute("INSERT INTO request (id, body_hash, status, response, utc) VALUES (@request, '', 200, '', '')", new { request });
        if (id % 3 == 0)
        {
            transaction.Execute("DELETE FROM request WHERE id = @request", new { request });
        }

        transaction.Events.Append(Subjects.File, id, null, "Registered", "server", "{}");
        return id;
    }
}
