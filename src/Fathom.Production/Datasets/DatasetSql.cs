using System.Globalization;
using System.Text;

namespace Fathom.Production.Datasets;

/// <summary>A query as a condition over the catalogue: text without values, and the values by name.</summary>
/// <remarks>The condition names the tables <c>f</c> (file) and <c>c</c> (the campaign that made it, left-joined).</remarks>
/// <param name="Condition">SQL after WHERE.</param>
/// <param name="Parameters">The values.</param>
public sealed record DatasetSql(string Condition, IReadOnlyDictionary<string, object> Parameters)
{
    /// <summary>What the condition's names stand for.</summary>
    public const string From = "file f LEFT JOIN campaign c ON c.id = f.campaign_id";

    /// <summary>Translates a query.</summary>
    /// <param name="query">The query, pinned.</param>
    /// <param name="metadata">How the engine reads JSON.</param>
    /// <exception cref="ArgumentException">The query's good run list has no version: pin it first.</exception>
    public static DatasetSql Of(DatasetQuery query, MetadataSql metadata)
    {
        var builder = new Builder(metadata);
        foreach (DatasetClause clause in query.Clauses)
        {
            builder.Add(clause);
        }

        return new DatasetSql(builder.Condition, builder.Parameters);
    }

    private sealed class Builder(MetadataSql metadata)
    {
        private readonly StringBuilder _text = new();

        public Dictionary<string, object> Parameters { get; } = [];

        public string Condition => _text.Length == 0 ? "1 = 1" : _text.ToString();

        public void Add(DatasetClause clause) => _text.Append(_text.Length == 0 ? "" : " AND ").Append(Write(clause));

        private string Write(DatasetClause clause) => clause switch
        {
            TierClause tier => $"f.tier = {Name(tier.Tier)}",
            RunClause runs => "(" + string.Join(" OR ", runs.Ranges.Select(range => $"f.run BETWEEN {Name(range.First)} AND {Name(range.Last)}")) + ")",
            GoodRunClause list => GoodRuns(list),
            // No bare column: of all files that no campaign made an index says nothing, and a walk along it would never end.
            CampaignClause { Name: null } => "+f.campaign_id IS NULL",
            CampaignClause campaign => $"c.name = {Name(campaign.Name)}",
            SoftwareClause software => $"c.software = {Name(software.Version)}",
            ConditionsClause conditions => $"c.conditions = {Name(conditions.Tag)}",
            NameClause names => $"f.lfn IN ({string.Join(", ", names.Lfns.Select(Name))})",
            NumberClause number => metadata.Number(Name(metadata.Key(number.Key)), DatasetQueryText.Sign(number.Operator), Name(number.Value)),
            TextClause text => metadata.Text(Name(metadata.Key(text.Key)), text.Equal ? "=" : "<>", Name(text.Value)),
            _ => throw new InvalidOperationException($"There is no SQL for {clause.GetType().Name}."),
        };

        private string GoodRuns(GoodRunClause list) => list.Version is { } version
            ? metadata.GoodRun($"(SELECT l.id FROM good_run_list l WHERE l.name = {Name(list.Name)} AND l.version = {Name(version)})")
            : throw new ArgumentException($"Good run list {list.Name} has no version in the query: pin it first.");

        private string Name(object value)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"q{Parameters.Count}");
            Parameters.Add(name, value);
            return "@" + name;
        }
    }
}
