using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Writing;

namespace Fathom.Production.Logs;

/// <summary>Drops whole segments of logs whose time is over. Nothing is ever written anew.</summary>
/// <param name="root">Folder of the logs.</param>
/// <param name="settings">Path of the workspace's own file on logs.</param>
/// <param name="database">Knows what campaigns want.</param>
/// <param name="notes">Where it says what it could not do.</param>
public sealed class LogSweeper(string root, string settings, WorkspaceDatabase database, TextWriter notes)
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Looks every hour until it is told to end.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Period, database.Time);
        do
        {
            Sweep();
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Drops what is due; returns how many segments went. With a file of settings that cannot be used, nothing goes.</summary>
    public int Sweep()
    {
        try
        {
            IReadOnlyList<LogSegmentFact> due = LogExpiry.Due(
                [.. Facts()], Campaigns(), LogSettings.Read(settings), database.Time.GetUtcNow().ToUnixTimeMilliseconds());
            foreach (LogSegmentFact one in due)
            {
                File.Delete(one.Segment.Path);
                File.Delete(one.Segment.IndexPath); // after it: an index alone is nothing
            }

            return due.Count;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or LogSettingsException)
        {
            notes.WriteLine($"logs: {fault.Message}");
            return 0;
        }
    }

    // One that is appended to now has no index yet, and stays.
    private IEnumerable<LogSegmentFact> Facts() => LogSegment.All(root)
        .Select(segment => (Segment: segment, Newest: LogIndex.Newest(segment.IndexPath)))
        .Where(one => one.Newest is not null)
        .Select(one => new LogSegmentFact(one.Segment, new FileInfo(one.Segment.Path).Length + new FileInfo(one.Segment.IndexPath).Length, one.Newest!.Value));

    private Dictionary<long, CampaignLogs> Campaigns() => database.Read(connection => connection.Select(
        "SELECT id, campaign_id, parameters FROM transformation", null,
        row => (Id: row.GetInt64(0), Logs: CampaignLogs.Of(row.GetInt64(1), LedgerJson.Read<Dictionary<string, string>>(row.GetString(2))))))
        .ToDictionary(row => row.Id, row => row.Logs);
}
