using Microsoft.Data.Sqlite;

namespace Fathom.Database.Sqlite;

/// <summary>Opens SQLite connections with the settings that the laws of the ledger ask for.</summary>
internal static class SqliteConnections
{
    private const int CannotOpen = 14; // SQLITE_CANTOPEN

    /// <summary>The writer's connection: WAL, every commit synced, no checkpoint of its own accord.</summary>
    /// <remarks>Checkpoints are the writer's, because SQLite ignores a failed sync in its automatic ones.</remarks>
    public static SqliteConnection OpenWriter(string path, WorkspaceDatabaseOptions options)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWriteCreate, options.BusyTimeout);
        try
        {
            Pragma(connection, "journal_mode=WAL");
            Pragma(connection, "synchronous=FULL");
            Pragma(connection, "wal_autocheckpoint=0");
            Cache(connection, options.WriterCache);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that refuses to write.</summary>
    /// <remarks>WAL wants to make its index beside the file. Where the disk is read-only and no log waits, the file alone is the
    /// whole database and cannot change: it is opened as immutable (https://www.sqlite.org/wal.html#read_only_databases).</remarks>
    public static SqliteConnection OpenReader(string path, WorkspaceDatabaseOptions options)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite, options.BusyTimeout);
        try
        {
            Cache(connection, options.ReaderCache);
            Pragma(connection, "query_only=1");
            Pragma(connection, "schema_version");
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            if (fault.SqliteErrorCode == CannotOpen && !HasLog(path))
            {
                return Open($"file:{Uri.EscapeDataString(path)}?immutable=1", SqliteOpenMode.ReadOnly, options.BusyTimeout);
            }

            throw;
        }
    }

    // Memory of the page cache is the server's own; the file is never mapped, so that the operating system's copy is not counted too.
    private static void Cache(SqliteConnection connection, long bytes) =>
        Pragma(connection, FormattableString.Invariant($"cache_size=-{bytes >> 10}"));

    private static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    public static void Pragma(SqliteConnection connection, string pragma)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + pragma;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            // The provider repeats a busy statement for this long by itself, half a minute if not told [s]; 0 would be for ever.
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(busyTimeout.TotalSeconds)),
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Pragma(connection, $"busy_timeout={(long)busyTimeout.TotalMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
