using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;
using Fathom.Production.Queries;

namespace Fathom.Production.Diagnosis.Hindrances;

/// <summary>Gathers what keeps the dispatcher from giving out jobs of a campaign, and copies from being made: bans, limits with what uses them, failures.</summary>
/// <param name="database">The workspace's database.</param>
public sealed class DispatchFactsReader(WorkspaceDatabase database)
{
    /// <summary>Bans of all sites and nodes, and of the elements where the campaign writes, its copies go or its inputs lie.</summary>
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
    public IReadOnlyList<LimitUse> Limits(long campaignId) =>
    [
        .. new LimitQueries(database).Of(campaignId).Where(limit => limit.MostRunning is not null).Select(limit => new LimitUse(
            limit.Kind switch
            {
                LimitKind.Campaign => "this campaign",
                LimitKind.Site => $"site {limit.Name}",
                LimitKind.User => $"user {limit.Name}",
                _ => $"element {limit.Name}",
            },
            limit.Running, limit.MostRunning!.Value)),
    ];

    /// <summary>Why a copy of its files that is still to be made failed last; empty where none has.</summary>
    /// <param name="campaignId">The campaign.</param>
    public string LastCopyFailure(long campaignId) => database.Read(connection => connection.SelectFirst(
        """
        SELECT x.cause_detail FROM transfer x JOIN file f ON f.id = x.file_id
        WHERE x.state = 'Queued' AND x.failures > 0 AND f.campaign_id = @campaignId ORDER BY x.updated_utc DESC, x.id DESC LIMIT 1
        """,
        new { campaignId }, row => row.GetString(0))) ?? "";

    // One waiting input there is enough to be told of it.
    private static bool Uses(DbConnection connection, long campaignId, string element) => connection.Exists(
        """
        SELECT 1 FROM campaign c WHERE c.id = @campaignId AND (@element IN (c.output_se, c.replicate_to) OR EXISTS (
            SELECT 1 FROM transformation t JOIN transformation_input i ON i.transformation_id = t.id
            JOIN replica r ON r.file_id = i.file_id AND r.state = 'Valid' AND r.se = @element
            WHERE t.campaign_id = c.id AND i.state IN ('Unused', 'Assigned')))
        """,
        new { campaignId, element });

    private static string By(DbConnection connection, OperatorActionKind kind, string subject) => connection.SelectFirst(
        "SELECT actor FROM operator_action WHERE kind = @kind AND subject = @subject ORDER BY id DESC LIMIT 1",
        new { kind = kind.ToString(), subject }, row => row.GetString(0)) ?? "somebody";
}
