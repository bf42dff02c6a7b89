using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Files;

/// <summary>One file: what it is, where its copies are, where it comes from and what came of it.</summary>
public static class FilePage
{
    private const int LongestValue = 400;

    /// <summary>The page.</summary>
    public static PageContent Render(
        CatalogueFile file, IReadOnlyList<Replica> replicas, IReadOnlyList<ProvenanceLink> ancestors, IReadOnlyList<ProvenanceLink> descendants)
        => new(file.Lfn, "/files", Html.Of($"""
            <div class="head"><h1>{file.Lfn}</h1>{Parts.State(file.State.ToString())}</div>
            <div class="card"><dl class="facts">
            {Parts.Fact("Tier", Html.Of($"{file.Tier}"))}{Parts.Fact("Events", Html.Of($"{Figures.Count(file.Events)}"))}{Parts.Fact("Size", Html.Of($"{Figures.Bytes(file.Size)}{Html.If(file.Size >= 1000, () => Html.Of($" <small>{Figures.Count(file.Size)} bytes</small>"))}"))}{Parts.Fact("Adler-32", Html.Of($"<span class=\"mono\">{file.Adler32}</span>"))}{Run(file)}{Origin(file)}{Parts.Fact("Registered (UTC)", Parts.Time(file.CreatedUtc))}
            </dl></div>
            <section><h2>Provenance</h2>{ProvenanceGraph.Render(file, ancestors, descendants)}</section>
            <section><h2>Replicas</h2>{Replicas(replicas)}</section>
            <section><h2>Metadata</h2>{Metadata(file.Metadata)}</section>
            """))
        { Above = [("Files", "/files"), (file.Tier, Query.Address("/files", ("tier", file.Tier)))] };

    private static Html Run(CatalogueFile file) => Html.If(
        file.Run is not null,
        () => Parts.Fact("Run", Html.Of($"<a href=\"/runs/{file.Run}\">{file.Run}</a>{Html.If(file.Section is not null, () => Html.Of($" <small>section {file.Section}</small>"))}")));

    private static Html Origin(CatalogueFile file) => Html.If(
        file.JobId is not null,
        () => Parts.Fact("Made by", Html.Of($"<a href=\"/jobs/{file.JobId}\">job {file.JobId}</a> <small>attempt {file.Attempt}{Html.If(file.Campaign is not null, () => Html.Of($" of <a href=\"/campaigns/{Uri.EscapeDataString(file.Campaign!)}\">{file.Campaign}</a>"))}</small>")));

    private static Html Replicas(IReadOnlyList<Replica> replicas) => replicas.Count == 0
        ? Html.Of($"<div id=\"replicas\" data-live>{Parts.Empty("No storage element holds it.", Html.Empty)}</div>")
        : Parts.Table(
            "replicas",
            "Replicas",
            Html.Trusted("<th scope=\"col\">Storage element</th><th scope=\"col\">State</th><th scope=\"col\">Physical path</th>"),
            replicas.Select(r => Html.Of($"<tr><th scope=\"row\">{r.Element}</th><td>{Parts.State(r.State.ToString())}</td><td class=\"wide mono\">{r.Path}</td></tr>\n")));

    private static Html Metadata(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || !metadata.EnumerateObject().Any())
        {
            return Html.Trusted("<p class=\"soft\">None.</p>");
        }

        return Html.Of($"<div class=\"card\"><dl class=\"pairs\">\n{metadata.EnumerateObject().Select(p => Parts.Pair(p.Name, Html.Of($"<span class=\"mono\">{Shown(p.Value)}</span>")))}</dl></div>");
    }

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= LongestValue ? text : text[..LongestValue] + " …";
    }
}
