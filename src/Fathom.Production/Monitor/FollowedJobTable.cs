using Fathom.Database;
using Fathom.Database.Log;

namespace Fathom.Production.Monitor;

/// <summary>The table of a workspace whose jobs are not kept in memory: read anew when it is asked for after an event.</summary>
public sealed class FollowedJobTable(WorkspaceDatabase database)
{
    private readonly Lock _gate = new();
    private JobTable _table = new();
    private long _newest = -1;

    /// <summary>The table as the database has it now.</summary>
    public JobTable Now()
    {
        lock (_gate)
        {
            long newest = database.Read(EventLog.Newest);
            if (newest != _newest)
            {
                (_table, _newest) = (JobTableReader.Read(database), newest);
            }

            return _table;
        }
    }
}
