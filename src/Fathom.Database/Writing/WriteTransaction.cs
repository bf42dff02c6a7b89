using System.Data.Common;
using Dapper;

namespace Fathom.Database.Writing;

/// <summary>What a work sees of the writer's transaction. It must not be kept after the work returned.</summary>
public sealed class WriteTransaction
{
    private readonly List<Action> _afterCommit;

    internal WriteTransaction(DbConnection connection, long epoch, TimeProvider time, List<Action> afterCommit)
    {
        Connection = connection;
        Epoch = epoch;
        Now = UtcLabel.Now(time);
        _afterCommit = afterCommit;
        Events = new EventAppender(this);
    }

    /// <summary>The writer's connection, inside its transaction: for reads and for statements.</summary>
    public DbConnection Connection { get; }

    /// <summary>The epoch, checked in this transaction.</summary>
    public long Epoch { get; }

    /// <summary>The label of this transaction's time.</summary>
    public string Now { get; }

    /// <summary>Appends to the ledger.</summary>
    public EventAppender Events { get; }

    /// <summary>Runs one statement; returns the number of rows that it changed.</summary>
    public int Execute(string sql, object? parameters = null) => Connection.Execute(sql, parameters);

    /// <summary>Runs an INSERT and returns the new row's id.</summary>
    public long Insert(string sql, object? parameters = null) =>
        Connection.ExecuteScalar<long>(sql + " RETURNING rowid", parameters);

    /// <summary>Runs <paramref name="action"/> on the writer's thread once the work is durable, before its task completes.</summary>
    /// <remarks>For memory that follows the database (leases). It must be short and must not throw.</remarks>
    public void AfterCommit(Action action) => _afterCommit.Add(action);
}
