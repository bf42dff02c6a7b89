using Dapper;
using Fathom.Database.Faults;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Writing;

/// <summary>The row that says which server may write (law 2).</summary>
internal static class EpochRow
{
    /// <summary>Takes the next epoch, durably: every server before it is refused from now on.</summary>
    public static long Take(SqliteConnection connection, TimeProvider time) => connection.ExecuteScalar<long>(
        "UPDATE server SET epoch = epoch + 1, started_utc = @now WHERE id = 1 RETURNING epoch",
        new { now = UtcLabel.Now(time) });

    /// <exception cref="EpochLostException">Another server has taken the workspace.</exception>
    public static void Require(SqliteConnection connection, string path, long epoch)
    {
        long found = connection.ExecuteScalar<long>("SELECT epoch FROM server WHERE id = 1");
        if (found != epoch)
        {
            throw new EpochLostException(path, epoch, found);
        }
    }
}
