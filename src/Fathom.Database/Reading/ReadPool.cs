using System.Collections.Concurrent;
using System.Data.Common;
using Fathom.Database.Engines;

namespace Fathom.Database.Reading;

/// <summary>Read connections, kept open between uses. Each read sees one snapshot.</summary>
internal sealed class ReadPool(DatabaseEngine engine, WorkspaceDatabaseOptions options) : IDisposable
{
    private readonly ConcurrentBag<DbConnection> _idle = [];
    private volatile bool _closed;

    public T Read<T>(Func<DbConnection, T> query)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        DbConnection connection = _idle.TryTake(out DbConnection? kept) ? kept : engine.OpenReader();
        bool sound = false;
        try
        {
            engine.BeginRead(connection);
            T result = query(connection);
            engine.Commit(connection);
            sound = true;
            return result;
        }
        finally
        {
            Return(connection, sound);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out DbConnection? connection))
        {
            connection.Dispose();
        }
    }

    private void Return(DbConnection connection, bool sound)
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
