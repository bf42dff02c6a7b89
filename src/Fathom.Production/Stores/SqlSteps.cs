using System.Data.Common;
using System.Text.Json;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Stores;

/// <summary>Reads the transformations of a workspace.</summary>
internal static class SqlSteps
{
    /// <summary>All, in order of campaign and place in the chain.</summary>
    public static List<StepFacts> Read(DbConnection connection) => connection.Select(
        """
        SELECT t.id, c.id, c.name, t.ordinal, t.name, t.step, t.input_tier, t.output_tier, t.parameters, t.needs_conditions, c.conditions,
               c.output_se, s.kind, s.root, CASE WHEN t.ordinal = (SELECT max(u.ordinal) FROM transformation u WHERE u.campaign_id = c.id)
               THEN c.replicate_to END, t.state, c.state, t.grouping, c.owner, c.priority, c.share
        FROM transformation t JOIN campaign c ON c.id = t.campaign_id JOIN storage_element s ON s.name = c.output_se
        ORDER BY c.id, t.ordinal
        """,
        null,
        row => new StepFacts(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.GetString(6),
            row.GetString(7), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(8))!, row.GetInt64(9) != 0, row.TextOrNull(10),
            row.GetString(11), new StorageElementAddress(row.GetString(11), row.GetString(12), row.GetString(13), Marked: true), row.TextOrNull(14),
            row.Name<TransformationState>(15), row.Name<CampaignState>(16))
        {
            Groups = row.GetString(17) != "file",
            Owner = row.GetString(18),
            Priority = row.GetInt32(19),
            Share = row.GetDouble(20),
        });
}
