using System.Data.Common;
using Fathom.Database.Postgres;
using Fathom.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fathom.Database.Reading;

/// <summary>The present row of a scan over millions: values come without objects on the way, and a short text that occurs again and
/// again is nearly always the same object. Not kept after the row.</summary>
public abstract class ScannedRow
{
    /// <summary>A whole number; 0 where it is NULL.</summary>
    public abstract long Whole(int column);

    /// <summary>A whole number, or null.</summary>
    public abstract long? WholeOrNull(int column);

    /// <summary>A text; empty where it is NULL.</summary>
    public abstract string Text(int column);
}

/// <summary>Scans: each row of a table, for what is kept in memory.</summary>
public static class Scans
{
    /// <summary>Gives each row to <paramref name="take"/>, in order; it must not use the connection.</summary>
    /// <param name="connection">A connection of a workspace's database.</param>
    /// <param name="sql">The query, without parameters.</param>
    /// <param name="take">Takes a row.</param>
    public static void Scan(this DbConnection connection, string sql, Action<ScannedRow> take)
    {
        switch (connection)
        {
            case SqliteConnection sqlite:
                SqliteScan.Run(sqlite, sql, take);
                break;
            case NpgsqlConnection postgres:
                PostgresScan.Run(postgres, sql, take);
                break;
            default:
                throw new ArgumentException($"There is no scan over a {connection.GetType().Name}.", nameof(connection));
        }
    }
}
