using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Benchmarks.Ledger;

/// <summary>How the PostgreSQL server is set that a figure was taken with.</summary>
internal static class PostgresSettings
{
    /// <summary>Its settings that bear on writing, as a figure that is only reported; none for SQLite.</summary>
    public static IEnumerable<Figure> Of(WorkspaceDatabase database)
    {
        if (database.Location.IsPostgres)
        {
            string set = database.Read(connection => connection.SelectFirst(
                """
                SELECT 'PostgreSQL ' || current_setting('server_version') || ': fsync ' || current_setting('fsync') || ', synchronous_commit on, max_wal_size '
                    || current_setting('max_wal_size') || ', shared_buffers'
                """,
                null, row => row.GetString(0)))!;
            double buffers = database.Read(connection => connection.SelectNumber("SELECT pg_size_bytes(current_setting('shared_buffers'))"));
            yield return new Figure(set, buffers / 1048576, "MiB");
        }
    }
}
