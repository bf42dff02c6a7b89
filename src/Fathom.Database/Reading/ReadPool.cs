using System.Collections.Concurrent;
using System.Data.Common;
using Fathom.Database.Schema;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Reading;

/// <summary>Read connections, kept open between uses. Each read sees one snapshot.</summary>
internal sealed class ReadPool(string path, WorkspaceDatabaseOptions options) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _closed;

    public T Read<T>(Func<DbConnection, T> query)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        SqliteConnection connection = _idle.TryTake(out SqliteConnection? kept) ? kept : Connections.OpenReader(path, options.BusyTimeout);
        bool sound = false;
        try
        {
            using (SqliteTransaction snapshot = connection.BeginTransaction(deferred: true))
            {
                T result = query(connection);
                snapshot.Commit();
                sound = true;
                return result;
            }
        }
        finally
        {
            Return(connection, sound);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out SqliteConnection? connection))
        {
            connection.Dispose();
        }
    }

    private void Return(SqliteConnection connection, bool sound)
    {
        if (!sound || _closed || _idle.Count >= options.IdleReaders)
        {
            connection.Dispose();
            return;
        }

        _idle.Add(connection);
        if (_closed)
        {
            Dispose();
        }
    }
}
