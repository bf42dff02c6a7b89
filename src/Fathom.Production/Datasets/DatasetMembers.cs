using System.Data.Common;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Production.Campaigns;

namespace Fathom.Production.Datasets;

/// <summary>The files of a dataset now, and where they are from.</summary>
/// <param name="Query">The query, with the version of its good run list.</param>
/// <param name="Files">Its valid files, by run and section.</param>
/// <param name="Campaigns">Campaigns that made them.</param>
/// <param name="ConditionsTags">Conditions tags of those campaigns.</param>
public sealed record DatasetMembers(string Query, IReadOnlyList<CatalogueFile> Files, IReadOnlyList<string> Campaigns, IReadOnlyList<string> ConditionsTags)
{
    /// <summary>Finds them.</summary>
    /// <param name="database">The workspace's database.</param>
    /// <param name="query">The query; it must name a tier.</param>
    /// <param name="problem">Why it cannot be answered.</param>
    public static DatasetMembers? Find(WorkspaceDatabase database, DatasetQuery query, out string? problem)
    {
        problem = null;
        if (query.Tier is not { } tier)
        {
            problem = "The dataset query names no tier: begin it with 'tier = …'.";
            return null;
        }

        if (database.Read(connection => CampaignDatasets.Pin(connection, query)) is not { } pinned)
        {
            problem = $"There is no good run list {query.GoodRuns!.Name}.";
            return null;
        }

        (List<long> ids, List<(string Campaign, string? Conditions)> made) = database.Read(connection => (
            DatasetFeed.Count(connection, [pinned], tier, null).Files.Select(file => file.Id).ToList(), CampaignsOf(connection, pinned)));
        var files = new FileQueries(database);
        return new DatasetMembers(
            pinned.ToString(), [.. ids.Select(id => files.Find(id)!)], [.. made.Select(campaign => campaign.Campaign).Distinct()],
            [.. made.Select(campaign => campaign.Conditions).OfType<string>().Distinct()]);
    }

    private static List<(string Campaign, string? Conditions)> CampaignsOf(DbConnection connection, DatasetQuery query)
    {
        DatasetSql sql = DatasetSql.Of(query, MetadataSql.Of(connection));
        return DatasetRows.Select(
            connection, $"SELECT DISTINCT c.name, c.conditions FROM {DatasetSql.From} WHERE f.state = 'Valid' AND c.id IS NOT NULL AND {sql.Condition} ORDER BY c.name", sql,
            row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)));
    }
}
