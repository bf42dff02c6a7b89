using Fathom.Database.Reading;

namespace Fathom.Database.Measuring;

/// <summary>What a database takes of its disk.</summary>
/// <param name="Bytes">The database: SQLite's file, or what PostgreSQL counts for it [byte].</param>
/// <param name="WalBytes">The write-ahead log [byte]; of PostgreSQL that of its whole server, null where its role may not see it
/// (<c>pg_monitor</c> may).</param>
public readonly record struct DatabaseSize(long Bytes, long? WalBytes)
{
    /// <summary>Measures. PostgreSQL looks at every file of the database: some milliseconds.</summary>
    public static DatabaseSize Of(WorkspaceDatabase database) => database.Location.IsPostgres
        ? database.Read(connection => new DatabaseSize(
            connection.SelectNumber("SELECT pg_database_size(current_database())"),
            connection.SelectNumber("SELECT CASE WHEN has_function_privilege('pg_ls_waldir()', 'EXECUTE') THEN 1 ELSE 0 END") == 1
                ? connection.SelectNumber("SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM pg_ls_waldir()")
                : null))
        : new DatabaseSize(FileSize(database.Path), FileSize(database.Path + "-wal"));

    private static long FileSize(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
