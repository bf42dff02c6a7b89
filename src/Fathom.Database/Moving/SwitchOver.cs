using Fathom.Database.Faults;
using Fathom.Database.Writing;

namespace Fathom.Database.Moving;

/// <summary>The instant in which one database stops and another begins to be the workspace's: see ADR 0009.</summary>
internal static class SwitchOver
{
    /// <summary>Runs on the writer's thread, between two groups; nothing is written until it ends.</summary>
    /// <param name="session">The writer of the database that the workspace has.</param>
    /// <param name="folders">The workspace.</param>
    /// <param name="next">The pointer to the next database.</param>
    /// <param name="name">What messages call the next database.</param>
    /// <param name="finish">Completes the next database, durably; what it throws leaves everything as it was.</param>
    /// <param name="probe">Called before each step: a test ends the server here.</param>
    /// <exception cref="EpochLostException">Another server has taken the workspace.</exception>
    public static void Run(
        WriterSession session, WorkspaceFolders folders, DatabasePointer next, string name, Action<ServerRow> finish, Action<MoveStep> probe)
    {
        // This transaction keeps every other server out until the end: whoever takes an epoch writes this row.
        long found = session.Engine.BeginWrite(session.Connection);
        try
        {
            if (found != session.Epoch)
            {
                throw new EpochLostException(session.Engine.Name, session.Epoch, found);
            }

            ServerRow row = ServerRow.Read(session.Connection);
            finish(row);
            probe(MoveStep.Switch);
            next.Switch(folders);
            probe(MoveStep.Close);
            (row with { MovedTo = name }).Write(session.Connection);
            session.Engine.Commit(session.Connection);
        }
        catch
        {
            session.Engine.Rollback(session.Connection);
            throw;
        }
    }
}
