using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Reading;

namespace Fathom.Database.Writing;

/// <summary>What a work sees of the writer's transaction. It must not be kept after the work returned.</summary>
public sealed class WriteTransaction
{
    private readonly WriterSession _session;
    private readonly List<Action> _afterCommit;
    private string? _now;

    internal WriteTransaction(WriterSession session, TimeProvider time, List<Action> afterCommit)
    {
        (_session, _afterCommit) = (session, afterCommit);
        UtcMilliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        Events = new EventAppender(this, session.Events);
    }

    /// <summary>The writer's connection, inside its transaction: for reads and for statements.</summary>
    /// <remarks>The first use begins the work's own savepoint.</remarks>
    public DbConnection Connection
    {
        get
        {
            if (!HasSavepoint)
            {
                _session.Engine.Savepoint(_session.Connection);
                HasSavepoint = true;
                _session.Changes++;
            }

            return _session.Connection;
        }
    }

    /// <summary>The writer's connection, inside its transaction, for questions alone: they begin no savepoint, so that one which the
    /// database refuses fails the whole group.</summary>
    public DbConnection Reading => _session.Connection;

    /// <summary>What the group has read is still so while this number is the same. Null: this work may be changing it.</summary>
    public long? Unchanged => HasSavepoint ? null : _session.Changes;

    /// <summary>The epoch, checked in this transaction.</summary>
    public long Epoch => _session.Epoch;

    /// <summary>The label of this transaction's time.</summary>
    public string Now => _now ??= UtcLabel.Of(DateTimeOffset.FromUnixTimeMilliseconds(UtcMilliseconds));

    /// <summary>This transaction's time [ms since 1970, UTC].</summary>
    public long UtcMilliseconds { get; }

    /// <summary>Appends to the ledger.</summary>
    public EventAppender Events { get; }

    internal bool HasSavepoint { get; private set; }

    /// <summary>Runs one statement; returns the number of rows that it changed.</summary>
    public int Execute(string sql, object? parameters = null) => Connection.Execute(sql, parameters);

    /// <summary>Runs an INSERT and returns the new row's id, which its table numbers by itself.</summary>
    public long Insert(string sql, object? parameters = null) => Connection.SelectNumber(sql + " RETURNING id", parameters);

    /// <summary>Whether the database is another process: each question is a round trip, so that it pays to ask for several things at
    /// once, and to send many rows by <see cref="Write"/> rather than to have them copied out of other tables.</summary>
    public bool IsRemote => _session.Engine.IsRemote;

    /// <summary>Writes many rows of one table; keys must differ among them.</summary>
    public void Write(BulkRows rows, BulkVerb verb = BulkVerb.Upsert)
    {
        rows.RequireWhole();
        if (rows.Count > 0)
        {
            _session.Engine.Write(Connection, rows, verb);
        }
    }

    /// <summary>Lets <paramref name="participant"/> write before the group's commit, and learn of its outcome. Again is the same as once.</summary>
    public void Enlist(IGroupParticipant participant) => _session.Enlist(participant);

    /// <summary>Runs <paramref name="action"/> on the writer's thread once the work is durable, before its task completes.</summary>
    /// <remarks>For memory that follows the database (leases). It must be short and must not throw.</remarks>
    public void AfterCommit(Action action) => _afterCommit.Add(action);
}
