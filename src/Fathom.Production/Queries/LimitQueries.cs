using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Operations;

namespace Fathom.Production.Queries;

/// <summary>A limit of running jobs, with what uses it now.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Name">Which.</param>
/// <param name="Running">Jobs that pilots hold of it.</param>
/// <param name="MostRunning">Most at a time; null: no limit.</param>
/// <param name="Share">Share of a user; null: 1.</param>
public sealed record LimitRow(LimitKind Kind, string Name, long Running, int? MostRunning, double? Share)
{
    /// <summary>True where nothing more is given for it now.</summary>
    public bool IsFull => Running >= MostRunning;
}

/// <summary>Questions about limits of running jobs.</summary>
/// <param name="database">The workspace.</param>
public sealed class LimitQueries(WorkspaceDatabase database)
{
    internal const string RunningByUse =
        """
        SELECT p.site, c.name, c.owner, a.se, COUNT(*)
        FROM attempt a JOIN pilot p ON p.id = a.pilot_id JOIN job j ON j.id = a.job_id
             JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id
        WHERE a.swept = 0 AND a.state IN ('Leased', 'Running', 'Uploaded') GROUP BY p.site, c.name, c.owner, a.se
        """;

    /// <summary>All limits, by kind and name.</summary>
    public IReadOnlyList<LimitRow> All() => database.Read<IReadOnlyList<LimitRow>>(connection => Rows(connection, SiteControl.Limits(connection)));

    /// <summary>Limits that hold for a campaign: those of all sites, of the campaign, of its owner, and of the element of its outputs.</summary>
    /// <param name="campaignId">The campaign.</param>
    public IReadOnlyList<LimitRow> Of(long campaignId) => database.Read<IReadOnlyList<LimitRow>>(connection =>
    {
        (string name, string owner, string element) = connection.SelectFirst(
            "SELECT name, owner, output_se FROM campaign WHERE id = @campaignId", new { campaignId },
            row => (row.GetString(0), row.GetString(1), row.GetString(2)));
        return Rows(connection, SiteControl.Limits(connection).FindAll(limit => limit.Kind switch
        {
            LimitKind.Site => true,
            LimitKind.User => limit.Name == owner,
            LimitKind.Campaign => limit.Name == name,
            _ => limit.Name == element,
        }));
    });

    private static List<LimitRow> Rows(DbConnection connection, List<DispatchLimit> limits)
    {
        if (limits.Count == 0)
        {
            return [];
        }

        List<Use> running = Running(connection);
        return limits.ConvertAll(limit => new LimitRow(
            limit.Kind, limit.Name, running.Where(one => one.Of(limit.Kind) == limit.Name).Sum(one => one.Jobs), limit.MostRunning, limit.Share));
    }

    private static List<Use> Running(DbConnection connection) => connection.Select(
        RunningByUse,
        null, row => new Use(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4)));

    private sealed record Use(string Site, string Campaign, string Owner, string Element, long Jobs)
    {
        public string Of(LimitKind kind) => kind switch
        {
            LimitKind.Site => Site,
            LimitKind.User => Owner,
            LimitKind.Campaign => Campaign,
            _ => Element,
        };
    }
}
