using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Database.Sqlite;

/// <summary>Keeps the write-ahead log bounded.</summary>
/// <remarks>A passive checkpoint copies what it can and waits for nobody. Once everything is copied, a truncating one waits for readers
/// of the log for a moment only: new readers meanwhile read the file, so that short reads cannot keep the log growing, and a long
/// one delays it until the next try (https://www.sqlite.org/wal.html#avoiding_excessively_large_wal_files).</remarks>
internal sealed class WalLimit(string path, WorkspaceDatabaseOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private readonly FileInfo _log = new(path + "-wal");
    private long _copyAt = options.WalLimit / 2;

    public void Keep(DbConnection writer)
    {
        _log.Refresh();
        long length = _log.Exists ? _log.Length : 0;
        if (length < _copyAt)
        {
            return;
        }

        (long busy, long frames, long copied) = Checkpoint(writer, "PASSIVE");
        SyncDelay.Wait(2 * options.AddedSyncTime); // the log's sync and the file's
        // The file never shrinks by itself: the next copy is due when as much again was logged, or the log begins anew.
        _copyAt = length + (options.WalLimit / 2);
        if (length < options.WalLimit || busy != 0 || frames != copied)
        {
            return;
        }

        writer.Execute(FormattableString.Invariant($"PRAGMA busy_timeout={(long)Patience.TotalMilliseconds}"));
        try
        {
            if (Checkpoint(writer, "TRUNCATE").Busy == 0)
            {
                _copyAt = options.WalLimit / 2;
            }
        }
        finally
        {
            writer.Execute(FormattableString.Invariant($"PRAGMA busy_timeout={(long)options.BusyTimeout.TotalMilliseconds}"));
        }
    }

    private static (long Busy, long Frames, long Copied) Checkpoint(DbConnection writer, string mode) => writer.SelectFirst(
        $"PRAGMA wal_checkpoint({mode})", null, row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
}
