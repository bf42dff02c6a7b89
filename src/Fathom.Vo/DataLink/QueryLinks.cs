using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Publishing;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.DataLink;

/// <summary>Finds the services that take identifiers which a query's result holds.</summary>
internal static class QueryLinks
{
    /// <summary>A service for each column of the result that is, unchanged, the identifier of a release whose rows have links.</summary>
    public static IReadOnlyList<ResultService> Of(PreparedQuery query, PublishedTables tables, Uri? root)
    {
        if (root is null || query.Query.Body is not BoundSelect { IsGrouped: false } select)
        {
            return [];
        }

        var sources = new Dictionary<int, QueryTable>();
        Collect(select.From, sources);
        return [.. select.Outputs.Select((output, i) => output is BoundColumn column && sources.TryGetValue(column.Source, out QueryTable? table)
            ? Service(tables, table, column.Column, query.Columns[i].Name, root) : null).OfType<ResultService>()];
    }

    private static ResultService? Service(PublishedTables tables, QueryTable table, int column, string name, Uri root) =>
        tables.ReleaseOf(table.Description.Schema) is { } release && ReferenceEquals(release.Table, table.Columns)
        && RowIdentifiers.Column(table.Description.Columns) == column && ReleaseLinks.Service(release, root) is { } service
            ? service with { Column = name } : null;

    private static void Collect(BoundFrom from, Dictionary<int, QueryTable> sources)
    {
        switch (from)
        {
            case BoundTable table:
                sources[table.Source] = table.Table;
                break;
            case BoundJoin join:
                Collect(join.Left, sources);
                Collect(join.Right, sources);
                break;
            default:
                break;
        }
    }
}
