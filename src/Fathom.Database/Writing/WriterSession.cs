using System.Data.Common;
using Fathom.Database.Engines;
using Fathom.Database.Log;
using Fathom.Database.Schema;

namespace Fathom.Database.Writing;

/// <summary>The writer's connection with what belongs to it: the epoch, the end of the event log, the participants of the group.</summary>
internal sealed class WriterSession : IDisposable
{
    private readonly List<IGroupParticipant> _participants = [];

    private WriterSession(DatabaseEngine engine, DbConnection connection, long epoch) => (Engine, Connection, Epoch) = (engine, connection, epoch);

    public DatabaseEngine Engine { get; }

    public DbConnection Connection { get; }

    public long Epoch { get; }

    public EventBuffer Events { get; } = new();

    /// <summary>Works that may have changed rows themselves.</summary>
    public long Changes { get; set; }

    public IReadOnlyList<IGroupParticipant> Participants => _participants;

    /// <summary>Connects, brings the schema up to date, takes the next epoch.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="options">The options.</param>
    /// <param name="ours">The epoch held until the connection was lost; null where the server starts.</param>
    /// <exception cref="Faults.WorkspaceException">The database cannot be opened or taken.</exception>
    public static WriterSession Open(DatabaseEngine engine, WorkspaceDatabaseOptions options, long? ours)
    {
        DbConnection? connection = null;
        try
        {
            connection = engine.OpenWriter();
            Migrator.Migrate(connection, engine);
            var session = new WriterSession(engine, connection, EpochRow.Take(connection, engine, options, ours));
            session.Events.Load(connection);
            return session;
        }
        catch (Exception thrown)
        {
            connection?.Dispose();
            if (engine.FaultOf(thrown) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    public void Enlist(IGroupParticipant participant)
    {
        if (!_participants.Contains(participant))
        {
            _participants.Add(participant);
        }
    }

    /// <summary>Takes the participants out: the group is at its end.</summary>
    public IGroupParticipant[] Dismiss()
    {
        IGroupParticipant[] all = [.. _participants];
        _participants.Clear();
        return all;
    }

    public void Dispose() => Connection.Dispose();
}
