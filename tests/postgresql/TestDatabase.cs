namespace Fathom.PostgresServers;

/// <summary>An empty place for one test's database, on one of the engines.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string? _folder;

    /// <summary>Makes the place.</summary>
    public TestDatabase(Engine engine)
    {
        Engine = engine;
        if (engine == Engine.Sqlite)
        {
            _folder = Directory.CreateTempSubdirectory("fathom-database-").FullName;
            Location = Path.Combine(_folder, "fathom.db");
        }
        else
        {
            Location = PostgresCluster.Shared!.NewDatabase();
        }
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The file, or the URL.</summary>
    public string Location { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is null)
        {
            PostgresCluster.Shared!.Drop(Location);
        }
        else
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
