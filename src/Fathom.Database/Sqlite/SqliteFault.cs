using Fathom.Database.Faults;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Database.Sqlite;

/// <summary>Turns SQLite's result codes into the workspace's own problems.</summary>
/// <remarks>https://www.sqlite.org/rescode.html. SQLITE_FULL refuses the write and leaves the file as it was, so the
/// server may go on; a failed read, write or fsync (SQLITE_IOERR) ends it, because what the disk then holds is unknown.
/// A full disk shows itself in other codes too: the log's index cannot grow (SQLITE_IOERR_SHMSIZE), a file cannot be made.</remarks>
internal static class SqliteFault
{
    private const int Perm = 3, Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;
    private const int IndexCannotGrow = IoError | (19 << 8);

    /// <summary>What SQLite's own functions say of their failure, as the provider would say it.</summary>
    public static SqliteException Of(sqlite3 handle, int outcome) =>
        new(raw.sqlite3_errmsg(handle).utf8_to_string(), outcome & 0xFF, raw.sqlite3_extended_errcode(handle));

    /// <summary>True for a fault of the disk or the file, or a lock on it; false for a mistake in a statement, which is its caller's own.</summary>
    public static bool IsOfTheFile(SqliteException fault) => fault.SqliteErrorCode
        is Perm or Busy or Locked or ReadOnly or IoError or Corrupt or Full or CannotOpen or NotADatabase;

    /// <param name="fault">What SQLite said.</param>
    /// <param name="path">The database's file.</param>
    /// <param name="diskIsFull">Whether its disk has no room at present.</param>
    public static WorkspaceException Translate(SqliteException fault, string path, bool diskIsFull) => fault.SqliteErrorCode switch
    {
        Full => new(WorkspaceProblem.Full, path,
            $"{path}: the disk is full; the write was refused and nothing acknowledged is lost. Free some space and repeat.", fault),
        Busy or Locked => new(WorkspaceProblem.Busy, path,
            $"{path}: the database is busy (another program holds a write lock); nothing of the write was kept. End that program and repeat.", fault),
        Perm or ReadOnly => new(WorkspaceProblem.ReadOnly, path,
            $"{path}: the workspace is read-only. Give this user write permission, or name another with --workspace.", fault),
        CannotOpen when diskIsFull => new(WorkspaceProblem.Full, path,
            $"{path}: the disk is full; the database cannot be opened. Free some space and repeat.", fault),
        CannotOpen => new(WorkspaceProblem.ReadOnly, path,
            $"{path}: the database cannot be opened for writing ({fault.Message}). Check that its folder exists, may be written and has space.", fault),
        Corrupt or NotADatabase => new(WorkspaceProblem.Damaged, path,
            $"{path}: expected a Fathom database, found something else or damage ({fault.Message}). Restore it from a copy.", fault),
        _ when diskIsFull || fault.SqliteExtendedErrorCode == IndexCannotGrow => new(WorkspaceProblem.DiskFailed, path,
            $"{path}: the disk is full ({fault.Message}). The server ends; everything acknowledged is kept. Free some space, then start again.", fault),
        _ => new(WorkspaceProblem.DiskFailed, path,
            $"{path}: the disk failed ({fault.Message}). The server ends; everything acknowledged is kept. Check the disk, then start again.", fault),
    };
}
