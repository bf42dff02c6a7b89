using Fathom.Portal.Markup;
using Fathom.Production.Dispatch;
using Fathom.Production.Queries;
using Fathom.Storage.Load;

namespace Fathom.Portal.Pages.Sites;

/// <summary>Sites and storage elements: what is there, what is banned and why, what is limited.</summary>
public static class SitesPage
{
    private const string SiteHead =
        "<th scope=\"col\">Site</th><th scope=\"col\">State</th><th scope=\"col\">Why</th><th scope=\"col\" class=\"num\">Pilots</th><th scope=\"col\" class=\"num\">Busy</th>"
        + "<th scope=\"col\" class=\"num\">Most running</th><th scope=\"col\"></th>";

    private const string NodeHead = "<th scope=\"col\">Node</th><th scope=\"col\">Why</th><th scope=\"col\"></th>";

    private const string ElementHead =
        "<th scope=\"col\">Element</th><th scope=\"col\">Site</th><th scope=\"col\">State</th><th scope=\"col\">Why</th><th scope=\"col\" class=\"num\">Files</th>"
        + "<th scope=\"col\" class=\"num\">Bytes</th><th scope=\"col\" class=\"num\">Most running</th><th scope=\"col\" class=\"num\">Reading</th>"
        + "<th scope=\"col\" class=\"num\">Writing</th><th scope=\"col\"></th>";

    /// <summary>The page.</summary>
    public static PageContent Render(
        IReadOnlyList<SiteRow> sites, IReadOnlyList<BannedNode> nodes, IReadOnlyList<ElementRow> elements, IReadOnlyList<LimitRow> limits, StorageBandwidth storage,
        Visitor visitor) => new("Sites", "/sites", Html.Of($"""
        <div class="head"><h1>Sites and storage</h1></div>
        <section><h2>Sites</h2>{(sites.Count == 0
            ? Parts.Empty("No pilot has come from any site yet.", Html.Of($"Sites appear with their first pilot."))
            : Parts.Table("sites", "Sites", Html.Trusted(SiteHead), sites.Select(site => Site(site, visitor))))}</section>
        {Html.If(nodes.Count > 0, () => Html.Of($"""<section><h2>Banned nodes</h2>{Parts.Table("nodes", "Banned nodes", Html.Trusted(NodeHead), nodes.Select(node => Node(node, visitor)))}</section>"""))}
        <section><h2>Storage elements</h2>{Parts.Table("elements", "Storage elements", Html.Trusted(ElementHead), elements.Select(element => Element(element, storage, visitor)))}</section>
        {Html.If(limits.Count > 0, () => Html.Of($"<section><h2>Limits</h2>{LimitsTable.Render(limits)}</section>"))}
        """));

    private static Html Site(SiteRow site, Visitor visitor) => Html.Of($"""
        <tr><th scope="row">{site.Name}</th><td>{State(site.Banned)}</td><td class="wide">{site.Banned}</td><td class="num">{Figures.Count(site.Pilots)}</td><td class="num">{Figures.Count(site.Busy)}</td><td class="num">{Most(site.MostRunning)}</td><td>{Ban($"/sites/{Uri.EscapeDataString(site.Name)}/ban", site.Banned, visitor)}</td></tr>

        """);

    private static Html Node(BannedNode node, Visitor visitor) => Html.Of($"""
        <tr><th scope="row">{node.Name}</th><td class="wide">{node.Reason}</td><td>{Ban($"/nodes/{Uri.EscapeDataString(node.Name)}/ban", node.Reason, visitor)}</td></tr>

        """);

    private static Html Element(ElementRow row, StorageBandwidth storage, Visitor visitor) => Html.Of($"""
        <tr><th scope="row">{row.Element.Name}</th><td>{row.Element.Site}</td><td>{State(row.Element.Banned)}</td><td class="wide">{row.Element.Banned}</td><td class="num">{Figures.Count(row.Files)}</td><td class="num">{Figures.Bytes(row.Bytes)}</td><td class="num">{Most(row.MostRunning)}</td><td class="num">{Load(storage.Load(row.Element.Name, StorageFlow.Read))}</td><td class="num">{Load(storage.Load(row.Element.Name, StorageFlow.Write))}</td><td>{Ban($"/elements/{Uri.EscapeDataString(row.Element.Name)}/ban", row.Element.Banned, visitor)}</td></tr>

        """);

    private static Html Element(ElementRow row, Visitor visitor) => Html.Of($"""
        <tr><th scope="row">{row.Element.Name}</th><td>{row.Element.Site}</td><td>{State(row.Element.Banned)}</td><td class="wide">{row.Element.Banned}</td><td class="num">{Figures.Count(row.Files)}</td><td class="num">{Figures.Bytes(row.Bytes)}</td><td class="num">{Most(row.MostRunning)}</td><td>{Ban($"/elements/{Uri.EscapeDataString(row.Element.Name)}/ban", row.Element.Banned, visitor)}</td></tr>

        """);

    private static Html State(string? banned) => Parts.State(banned is null ? "Used" : "Banned");

    private static Html Most(int? most) => Html.Of($"{(most is { } limit ? Figures.Count(limit) : "–")}");

    /// <summary>What is granted now, of what was declared.</summary>
    private static string Load(ElementLoad load) => string.Join(", ", LoadOf(load));

    private static IEnumerable<string> LoadOf(ElementLoad load)
    {
        bool bounded = double.IsFinite(load.Ceiling);
        yield return $"{Figures.Bytes((long)load.Granted)}/s{(bounded ? $" of {Figures.Bytes((long)load.Ceiling)}/s" : "")}";
        if (load.Streams < int.MaxValue)
        {
            yield return $"{Figures.Count(load.Grants)} of {Figures.Count(load.Streams)} streams";
        }

        if (load.Waiting > 0)
        {
            yield return $"{Figures.Count(load.Waiting)} transfers wait";
        }
    }

    private static Html Ban(string address, string? banned, Visitor visitor) => Html.If(visitor.IsOperator, () => banned is null
        ? Parts.Reasoned(address, "Ban", "danger", visitor)
        : Parts.Reasoned(address + "?lift=true", "Lift", "main", visitor));
}
