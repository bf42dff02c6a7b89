using System.Text.Json;

namespace Fathom.Production.Datasets;

/// <summary>Whether one file is of a dataset, in memory: for files as they are registered.</summary>
public static class DatasetMatch
{
    /// <summary>True where every clause holds.</summary>
    /// <param name="query">The query, pinned.</param>
    /// <param name="file">The file.</param>
    /// <param name="isGood">Whether a run is on a version of a good run list.</param>
    public static bool Holds(DatasetQuery query, DatasetFile file, Func<GoodRunClause, int, bool> isGood)
    {
        foreach (DatasetClause clause in query.Clauses)
        {
            if (!Holds(clause, file, isGood))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(DatasetClause clause, DatasetFile file, Func<GoodRunClause, int, bool> isGood) => clause switch
    {
        TierClause tier => file.Tier == tier.Tier,
        RunClause runs => file.Run is { } run && RunRanges.Contain(runs.Ranges, run),
        GoodRunClause list => file.Run is { } run && isGood(list, run),
        CampaignClause campaign => file.Campaign == campaign.Name,
        SoftwareClause software => file.Software == software.Version,
        ConditionsClause conditions => file.Conditions == conditions.Tag,
        NameClause names => names.Lfns.Contains(file.Lfn, StringComparer.Ordinal),
        NumberClause number => Value(file.Metadata, number.Key) is { ValueKind: JsonValueKind.Number } value
            && Compares(value.GetDouble(), number.Operator, number.Value),
        TextClause text => Value(file.Metadata, text.Key) is { ValueKind: JsonValueKind.String } value
            && value.ValueEquals(text.Value) == text.Equal,
        _ => throw new InvalidOperationException($"There is no meaning of {clause.GetType().Name}."),
    };

    private static JsonElement? Value(JsonElement metadata, string key) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(key, out JsonElement value) ? value : null;

    private static bool Compares(double left, DatasetOperator how, double right) => how switch
    {
        DatasetOperator.Equal => left == right,
        DatasetOperator.NotEqual => left != right,
        DatasetOperator.Less => left < right,
        DatasetOperator.AtMost => left <= right,
        DatasetOperator.Greater => left > right,
        _ => left >= right,
    };
}
