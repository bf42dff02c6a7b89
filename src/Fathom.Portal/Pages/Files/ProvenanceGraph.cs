using Fathom.Catalog.Files;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Files;

/// <summary>Where a file comes from (left) and what was made from it (right), as a graph of links.</summary>
public static class ProvenanceGraph
{
    private const int MostInColumn = 12;
    private const double BoxWidth = 236;
    private const double BoxHeight = 46;
    private const double ColumnStep = 286;
    private const double RowStep = 60;

    /// <summary>The graph.</summary>
    public static Html Render(CatalogueFile file, IReadOnlyList<ProvenanceLink> ancestors, IReadOnlyList<ProvenanceLink> descendants)
    {
        var nodes = Nodes(file, ancestors, descendants);
        var columns = nodes.GroupBy(n => n.Column).OrderBy(c => c.Key).ToList();
        var rows = columns.Max(c => Math.Min(c.Count(), MostInColumn));
        var place = Places(columns, rows);
        var hidden = nodes.Count - place.Count;
        var (width, height) = (((columns.Count - 1) * ColumnStep) + BoxWidth + 4, (rows * RowStep) - RowStep + BoxHeight + 4);
        return Html.Of($"""
            <div class="graph" id="provenance" data-live>
            <svg viewBox="-2 -2 {width:0} {height:0}" width="{width:0}" role="group" aria-label="Provenance graph">
            {nodes.Where(n => place.ContainsKey(n.Id) && n.Via is { } via && place.ContainsKey(via)).Select(n => Edge(n, place))}
            {nodes.Where(n => place.ContainsKey(n.Id)).Select(n => Box(n, place[n.Id]))}
            </svg>
            {Html.If(hidden > 0, () => Html.Of($"<p class=\"soft\">and {hidden} files more</p>"))}</div>
            """);
    }

    private static List<Node> Nodes(CatalogueFile file, IReadOnlyList<ProvenanceLink> ancestors, IReadOnlyList<ProvenanceLink> descendants)
    {
        Node Of(ProvenanceLink link, int side) => new(link.FileId, side * link.Depth, link.Via, link.Lfn, link.Tier, link.JobId);
        return
        [
            .. ancestors.Select(a => Of(a, -1)),
            new Node(file.Id, 0, null, file.Lfn, file.Tier, file.JobId),
            .. descendants.Select(d => Of(d, 1)),
        ];
    }

    private static Dictionary<long, (double X, double Y)> Places(List<IGrouping<int, Node>> columns, int rows)
    {
        var place = new Dictionary<long, (double X, double Y)>();
        for (var c = 0; c < columns.Count; c++)
        {
            var shown = columns[c].DistinctBy(n => n.Id).Take(MostInColumn).ToList();
            var top = (rows - shown.Count) * RowStep / 2;
            for (var r = 0; r < shown.Count; r++)
            {
                place.TryAdd(shown[r].Id, (c * ColumnStep, top + (r * RowStep)));
            }
        }

        return place;
    }

    private static Html Edge(Node node, Dictionary<long, (double X, double Y)> place)
    {
        var (a, b) = node.Column < 0 ? (place[node.Id], place[node.Via!.Value]) : (place[node.Via!.Value], place[node.Id]);
        var (x0, y0, x1, y1) = (a.X + BoxWidth, a.Y + (BoxHeight / 2), b.X, b.Y + (BoxHeight / 2));
        var middle = (x0 + x1) / 2;
        return Html.Of($"<path d=\"M{x0:0.#} {y0:0.#}C{middle:0.#} {y0:0.#} {middle:0.#} {y1:0.#} {x1:0.#} {y1:0.#}\"/>");
    }

    private static Html Box(Node node, (double X, double Y) at) => Html.Of($"""
        <a href="/files/{node.Id}"{(node.Column == 0 ? Html.Trusted(" class=\"here\" aria-current=\"page\"") : Html.Empty)}><title>{node.Lfn}</title><rect x="{at.X:0.#}" y="{at.Y:0.#}" width="{BoxWidth:0}" height="{BoxHeight:0}" rx="6"/><text class="tier" x="{at.X + 10:0.#}" y="{at.Y + 17:0.#}">{node.Tier}{(node.Job is { } job ? $" · job {job}" : "")}</text><text x="{at.X + 10:0.#}" y="{at.Y + 35:0.#}">{Short(node.Lfn)}</text></a>

        """);

    private static string Short(string lfn)
    {
        const int most = 30;
        var name = lfn[(lfn.LastIndexOf('/') + 1)..];
        return name.Length <= most ? name : name[..(most - 1)] + "…";
    }

    private sealed record Node(long Id, int Column, long? Via, string Lfn, string Tier, long? Job);
}
