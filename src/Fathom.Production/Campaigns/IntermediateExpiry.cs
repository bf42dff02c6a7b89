using System.Data.Common;
using Fathom.Catalog.Files;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.State;
using Fathom.Production.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>Lets intermediates go when their campaign says so: days after the step that reads them has ended. Their replicas are
/// marked, and the sweeper deletes the bytes (law 6).</summary>
/// <remarks>A file that a transformation has not processed stays, whatever its age. One that is needed again after it went, because
/// what was made from it turned out bad, is made again.</remarks>
/// <param name="ledger">The ledger.</param>
public sealed class IntermediateExpiry(Ledger ledger)
{
    private const int FilesAtOnce = 500;
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private const string Readers =
        """
        SELECT c.id, c.expiry, t.id, t.input_tier FROM campaign c JOIN transformation t ON t.campaign_id = c.id
        WHERE c.expiry <> '{}' AND t.state = 'Completed' AND t.ordinal > 0 ORDER BY t.id
        """;

    internal const string ReadFiles =
        """
        SELECT f.id FROM transformation_input r JOIN file f ON f.id = r.file_id
        WHERE r.transformation_id = @Transformation AND r.state = 'Processed'
          AND f.campaign_id = @Campaign AND f.tier = @Tier AND f.state = 'Valid'
          AND NOT EXISTS (SELECT 1 FROM transformation_input i
                          WHERE i.transformation_id IN (SELECT id FROM transformation) AND i.file_id = f.id AND i.state <> 'Processed')
        ORDER BY f.id LIMIT @most
        """;

    /// <summary>Lets go what is due; returns how many files went.</summary>
    /// <param name="cancellation">Ends it between two groups of files.</param>
    public async Task<int> ExpireAsync(CancellationToken cancellation = default)
    {
        int gone = 0;
        foreach (DueTier due in ledger.Database.Read(Due))
        {
            int some;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                gone += some = await ledger.ChangeAsync(work => Expire(work, due));
            }
            while (some == FilesAtOnce);
        }

        return gone;
    }

    /// <summary>Looks every hour until it is told to end.</summary>
    public async Task RunAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await ExpireAsync(cancellation);
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    private List<DueTier> Due(DbConnection connection) => connection
        .Select(Readers, null, row => (Reader: new DueTier(row.GetInt64(0), row.GetInt64(2), row.GetString(3)), Expiry: row.GetString(1)))
        .Where(one => LedgerJson.Read<Dictionary<string, int>>(one.Expiry).TryGetValue(one.Reader.Tier, out int days)
            && EndedLongerAgo(connection, one.Reader.Transformation, TimeSpan.FromDays(days)))
        .Select(one => one.Reader).ToList();

    // The last that happened to a completed transformation is its completion.
    private bool EndedLongerAgo(DbConnection connection, long transformation, TimeSpan age) =>
        EventLog.Find(connection, EventLog.Last(connection, Subjects.Transformation, transformation)) is { } completed
        && ledger.Database.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(completed.UtcMilliseconds) >= age;

    private static int Expire(LedgerWork work, DueTier due)
    {
        List<long> files = work.Sql.Connection.Select(
            ReadFiles, new { due.Transformation, due.Campaign, due.Tier, most = FilesAtOnce }, row => row.GetInt64(0));
        files.ForEach(file => FileRegistrar.Expire(work.Sql, file, $"{due.Tier} is an intermediate, and its time is over.", Actors.Server));
        return files.Count;
    }

    private sealed record DueTier(long Campaign, long Transformation, string Tier);
}
