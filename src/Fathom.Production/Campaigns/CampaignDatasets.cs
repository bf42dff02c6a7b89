using System.Data.Common;
using Fathom.Catalog.Runs;
using Fathom.Production.Datasets;

namespace Fathom.Production.Campaigns;

/// <summary>The datasets that a definition asks for.</summary>
internal static class CampaignDatasets
{
    /// <summary>The queries of a transformation of the definition, pinned: later steps take what their campaign makes.</summary>
    public static IReadOnlyList<DatasetQuery> Of(DbConnection connection, CampaignDefinition definition, int ordinal)
    {
        string tier = definition.Transformations[ordinal].InputTier;
        return ordinal > 0 ? [new DatasetQuery([new TierClause(tier), new CampaignClause(definition.Name)])]
            : definition.GoodRunList is { } list
                ? [Pin(connection, new DatasetQuery([new TierClause(tier), new CampaignClause(null), new GoodRunClause(list, definition.GoodRunListVersion)]))!]
                : [.. (definition.Datasets ?? []).Select(text => Pin(connection, DatasetQuery.Parse(text))!)];
    }

    /// <summary>Why the queries of a definition cannot be used, or null.</summary>
    public static string? Fault(DbConnection connection, CampaignDefinition definition) =>
        (definition.Datasets ?? []).Select(text => Fault(connection, text, definition.Transformations[0].InputTier)).FirstOrDefault(fault => fault is not null);

    /// <summary>Why a query cannot feed a transformation of an input tier, or null.</summary>
    public static string? Fault(DbConnection connection, string text, string tier)
    {
        try
        {
            DatasetQuery query = DatasetQuery.Parse(text);
            return Pin(connection, query) is null ? $"There is no good run list {query.GoodRuns!.Name}. Add it with 'fathom grl add'."
                : query.GoodRuns is { Version: { } version } list && GoodRunLists.Find(connection, list.Name, version) is null
                    ? $"There is no version {version} of good run list {list.Name}."
                : query.Tier is { } asked && asked != tier ? $"The dataset query asks for tier {asked}, the transformation takes {tier}."
                : null;
        }
        catch (DatasetQueryException fault)
        {
            return fault.Message + ".";
        }
    }

    /// <summary>The query with its good run list's newest version, or null where there is no such list.</summary>
    public static DatasetQuery? Pin(DbConnection connection, DatasetQuery query) =>
        query.Pin(name => GoodRunLists.Find(connection, name, null)?.Version);
}
