using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;

namespace Fathom.Production.Diagnosis.Hindrances;

/// <summary>Gathers what keeps the dispatcher from giving out jobs of a campaign: bans, and limits with what uses them.</summary>
/// <param name="database">The workspace's database.</param>
public sealed class DispatchFactsReader(WorkspaceDatabase database)
{
    /// <summary>Bans of all sites and nodes, and of the elements where the campaign writes or its inputs lie.</summary>
    /// <param name="campaignId">The campaign.</param>
    public IReadOnlyList<Ban> Bans(long campaignId) => database.Read<IReadOnlyList<Ban>>(connection =>
    [
        .. SiteControl.BannedSites(connection).Select(site =>
            new Ban("Site", site.Site, site.Reason, By(connection, OperatorActionKind.BanSite, site.Site))),
        .. SiteControl.BannedNodes(connection).Select(node =>
            new Ban("Node", node.Name, node.Reason, By(connection, OperatorActionKind.BanNode, node.Name))),
        .. StorageElementRegistry.List(connection).Where(element => element.Banned is not null && Uses(connection, campaignId, element.Name))
            .Select(element => new Ban("Storage element", element.Name, element.Banned!, By(connection, OperatorActionKind.BanElement, element.Name))),
    ]);

    /// <summary>Limits of sites, and of the campaign, its owner and the element of its outputs.</summary>
    /// <param name="campaignId">The campaign.</param>
    public IReadOnlyList<LimitUse> Limits(long campaignId) => database.Read<IReadOnlyList<LimitUse>>(connection =>
    {
        List<DispatchLimit> limits = SiteControl.Limits(connection);
        if (limits.Count == 0)
        {
            return [];
        }

        List<(string Site, long Campaign, string Owner, string Element, long Jobs)> running = Running(connection);
        (string name, string owner, string element) = connection.SelectFirst(
            "SELECT name, owner, output_se FROM campaign WHERE id = @campaignId", new { campaignId },
            row => (row.GetString(0), row.GetString(1), row.GetString(2)));
        return
        [
            .. limits.Where(limit => limit.MostRunning is not null).Select(limit => limit.Kind switch
            {
                LimitKind.Site => Use($"site {limit.Name}", limit, running.Where(one => one.Site == limit.Name)),
                LimitKind.User when limit.Name == owner => Use($"user {owner}", limit, running.Where(one => one.Owner == owner)),
                LimitKind.Campaign when limit.Name == name => Use("this campaign", limit, running.Where(one => one.Campaign == campaignId)),
                LimitKind.Element when limit.Name == element => Use($"element {element}", limit, running.Where(one => one.Element == element)),
                _ => null,
            }).OfType<LimitUse>(),
        ];
    });

    private static LimitUse Use(string scope, DispatchLimit limit, IEnumerable<(string, long, string, string, long Jobs)> running) =>
        new(scope, running.Sum(one => one.Jobs), limit.MostRunning!.Value);

    private static List<(string Site, long Campaign, string Owner, string Element, long Jobs)> Running(DbConnection connection) => connection.Select(
        """
        SELECT p.site, c.id, c.owner, a.se, COUNT(*)
        FROM attempt a JOIN pilot p ON p.id = a.pilot_id JOIN job j ON j.id = a.job_id
             JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id
        WHERE a.state IN ('Leased', 'Running', 'Uploaded') GROUP BY p.site, c.id, c.owner, a.se
        """,
        null, row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt64(4)));

    // One waiting input there is enough to be told of it.
    private static bool Uses(DbConnection connection, long campaignId, string element) => connection.Exists(
        """
        SELECT 1 FROM campaign c WHERE c.id = @campaignId AND (c.output_se = @element OR EXISTS (
            SELECT 1 FROM transformation t JOIN transformation_input i ON i.transformation_id = t.id
            JOIN replica r ON r.file_id = i.file_id AND r.state = 'Valid' AND r.se = @element
            WHERE t.campaign_id = c.id AND i.state IN ('Unused', 'Assigned')))
        """,
        new { campaignId, element });

    private static string By(DbConnection connection, OperatorActionKind kind, string subject) => connection.SelectFirst(
        "SELECT actor FROM operator_action WHERE kind = @kind AND subject = @subject ORDER BY id DESC LIMIT 1",
        new { kind = kind.ToString(), subject }, row => row.GetString(0)) ?? "somebody";
}
