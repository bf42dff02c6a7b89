using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Forecast;
using Fathom.Production.Jobs;

namespace Fathom.Production.Queries;

/// <summary>Whether the forecast's 90 % interval held on the campaigns that have ended.</summary>
/// <param name="database">The workspace.</param>
public sealed class PastForecastQueries(WorkspaceDatabase database)
{
    /// <summary>What would have been foretold of each, oldest first.</summary>
    public IReadOnlyList<PastForecast> All() => database.Read<IReadOnlyList<PastForecast>>(connection =>
    [
        .. connection.Select(
                "SELECT id, name FROM campaign WHERE state IN ('Completed', 'Cleaning', 'Cleaned', 'Archived') ORDER BY id", null,
                row => (Id: row.GetInt64(0), Name: row.GetString(1)))
            .SelectMany(campaign => PastForecasts.Of(campaign.Name, Attempts(connection, campaign.Id))),
    ]);

    private static List<PastAttempt> Attempts(DbConnection connection, long campaign) => connection.Select(
        """
        SELECT j.transformation_id, a.leased_utc, a.ended_utc, a.wall_seconds, a.state FROM attempt a
        JOIN job j ON j.id = a.job_id JOIN transformation t ON t.id = j.transformation_id
        WHERE t.campaign_id = @campaign AND a.ended_utc IS NOT NULL
        """,
        new { campaign },
        row => new PastAttempt(
            row.GetInt64(0), Seconds(row.GetString(1)), Seconds(row.GetString(2)), row.DoubleOrNull(3) ?? 0, row.Name<AttemptState>(4) == AttemptState.Accepted));

    private static double Seconds(string utc) => UtcLabel.Parse(utc).ToUnixTimeMilliseconds() / 1000.0;
}
