using Microsoft.Data.Sqlite;

namespace Fathom.Database.Schema;

/// <summary>Opens SQLite connections with the settings that the laws of the ledger ask for.</summary>
internal static class Connections
{
    /// <summary>The writer's connection: WAL, every commit synced, no checkpoint of its own accord.</summary>
    /// <remarks>Checkpoints are the writer's, because SQLite ignores a failed sync in its automatic ones.</remarks>
    public static SqliteConnection OpenWriter(string path, TimeSpan busyTimeout)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWriteCreate, busyTimeout);
        Pragma(connection, "journal_mode=WAL");
        Pragma(connection, "synchronous=FULL");
        Pragma(connection, "wal_autocheckpoint=0");
        return connection;
    }

    /// <summary>A connection that refuses to write.</summary>
    public static SqliteConnection OpenReader(string path, TimeSpan busyTimeout)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite, busyTimeout);
        Pragma(connection, "query_only=1");
        return connection;
    }

    public static void Pragma(SqliteConnection connection, string pragma)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + pragma;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, ForeignKeys = true };
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
