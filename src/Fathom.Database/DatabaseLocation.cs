using Fathom.Database.Faults;
using Fathom.Database.Postgres;
using Npgsql;

namespace Fathom.Database;

/// <summary>Where a workspace's database is: a SQLite file, or a PostgreSQL server.</summary>
public sealed class DatabaseLocation
{
    private static readonly TimeSpan WaitForConnection = TimeSpan.FromSeconds(20);

    private DatabaseLocation(string text, PostgresUrl? url) => (Text, Url) = (text, url);

    /// <summary>True for PostgreSQL.</summary>
    public bool IsPostgres => Url is not null;

    /// <summary>True where the text itself holds a password: fit for a secrets file, not for arguments.</summary>
    public bool HoldsPassword => Url is { HoldsPassword: true };

    /// <summary>The file, or the URL as it was given; may hold a password, so that it is never printed.</summary>
    internal string Text { get; }

    internal PostgresUrl? Url { get; }

    /// <summary>Understands a file path or a URL: <c>postgres://user@host:port/database?passfile=FILE</c>,
    /// <c>postgres:///database?host=/run/postgresql&amp;user=fathom</c>.</summary>
    /// <exception cref="WorkspaceException">The URL cannot be understood.</exception>
    public static DatabaseLocation Parse(string text) => PostgresUrl.Is(text)
        ? new DatabaseLocation(text, PostgresUrl.Parse(text))
        : new DatabaseLocation(Path.GetFullPath(text), null);

    /// <summary>Connections to the database that are not the ledger's, kept open for the next one; null for a file.</summary>
    /// <param name="most">Most connections at a time; who comes when all are taken waits.</param>
    public NpgsqlDataSource? OpenSource(int most)
    {
        if (Url is null)
        {
            return null;
        }

        NpgsqlConnectionStringBuilder settings = Url.Settings(WaitForConnection);
        (settings.Pooling, settings.MaxPoolSize, settings.MaxAutoPrepare) = (true, most, 0);
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>The file, or the URL without secrets.</summary>
    public override string ToString() => Url?.Name ?? Text;
}
