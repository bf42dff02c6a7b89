using Fathom.Database.Faults;
using Microsoft.Extensions.Logging;

namespace Fathom.Portal.Server;

/// <summary>Logs why the database refuses writes: a line a minute, however many requests meet it. It is no defect, and needs no stack.</summary>
internal sealed class StandingFaults(ILogger log, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private WorkspaceProblem? _told;
    private DateTimeOffset _at;
    private long _since;

    public void Meet(WorkspaceException fault)
    {
        long more;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (fault.Problem == _told && now - _at < Pause)
            {
                _since++;
                return;
            }

            (more, _told, _at, _since) = (fault.Problem == _told ? _since : 0, fault.Problem, now, 0);
        }

        log.LogError("{Fault} ({More} more requests met it since it was last told)", fault.Message, more);
    }
}
