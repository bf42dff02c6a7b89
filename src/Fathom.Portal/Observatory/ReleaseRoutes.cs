using Fathom.Portal.Markup;
using Fathom.Portal.Observatory.Pages;
using Fathom.Portal.Observatory.Sky;
using Fathom.Sky.Sphere;
using Fathom.Vo.DataLink;
using Fathom.Vo.Publishing;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.VoEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Portal.Observatory;

/// <summary>The pages of releases, their tables, maps and coverage.</summary>
public static class ReleaseRoutes
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>Adds the routes.</summary>
    public static void MapReleases(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/releases", Reading, (HttpContext context, ObservatoryDesk desk)
            => PublishedFrame.SendAsync(context, "Releases", ReleasesPage.Render(desk.Published.Tables.Releases.Values))).IsPublished();
        Map(routes, "", PageAsync);
        Map(routes, "/table", TableAsync);
        Map(routes, "/sky.png", MapAsync);
        Map(routes, "/moc", CoverageAsync);
        Map(routes, "/voevent", EventAsync);
    }

    private static void Map(IEndpointRouteBuilder routes, string part, Func<HttpContext, PublishedTables, PublishedRelease, Task> answer) =>
        routes.MapMethods("/releases/{name}" + part, Reading, (HttpContext context, ObservatoryDesk desk, string name) =>
            desk.Published.Tables is var tables && tables.Releases.GetValueOrDefault(name) is { } release
                ? answer(context, tables, release)
                : PublishedFrame.SendAsync(context, "Not found", NotThere(name), StatusCodes.Status404NotFound)).IsOfRelease();

    private static Task PageAsync(HttpContext context, PublishedTables tables, PublishedRelease release)
    {
        string server = PublishedRoute.Address(context, "").ToString().TrimEnd('/');
        return PublishedFrame.SendAsync(context, release.About.Title, ReleasePage.Render(release, ReleaseSky.Of(release), new QueryWords(tables), server));
    }

    private static async Task TableAsync(HttpContext context, PublishedTables tables, PublishedRelease release)
    {
        PublishedRoute.Open(context);
        if (TableFormats.Find(context.Request.Query["format"]) is not { } format)
        {
            await RefuseAsync(context, "This format is not known: use votable, fits, csv, tsv, json or html.");
            return;
        }

        context.Response.ContentType = format.ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{release.About.Name}-{release.About.Version}.{format.Extension}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await using TableRows rows = TableRows.All(release.Table);
            await format.WriteAsync(rows, release.Result, release.Table.Rows, context.Response.BodyWriter, context.RequestAborted);
        }
    }

    private static Task MapAsync(HttpContext context, PublishedTables tables, PublishedRelease release) =>
        ReleaseSky.Of(release) is { } sky && SkyFrame.Find(context.Request.Query["frame"]) is { } frame
            ? PublishedRoute.SendAsync(context, "image/png", sky.Image(frame))
            : RefuseAsync(context, "There is no such map: frame is equatorial or galactic, and the rows must have positions.");

    private static Task CoverageAsync(HttpContext context, PublishedTables tables, PublishedRelease release)
    {
        if (release.Table.RightAscension < 0)
        {
            return RefuseAsync(context, "The rows of this release have no positions.");
        }

        string given = context.Request.Query["order"].ToString();
        if (given.Length > 0 && !(int.TryParse(given, out int asked) && asked is >= 0 and <= CoverageMap.FinestOrder))
        {
            return RefuseAsync(context, $"order is 0 to {CoverageMap.FinestOrder}.");
        }

        HealpixMoc moc = release.Table.Coverage(given.Length > 0 ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : CoverageMap.UsualOrder);
        return CoverageMap.Write(moc, context.Request.Query["format"].ToString().ToLowerInvariant()) is { } map
            ? PublishedRoute.SendAsync(context, map.MediaType, map.Document)
            : RefuseAsync(context, "format is fits, json or ascii.");
    }

    private static Task EventAsync(HttpContext context, PublishedTables tables, PublishedRelease release)
    {
        string identifier = context.Request.Query["id"].ToString();
        if (!EventPacket.IsThere(release) || !RowIdentifiers.Found(release.Table, [identifier]).TryGetValue(identifier, out long row) || release.Table.Position(row) is null)
        {
            return RefuseAsync(context, "There is no event of this id with a place on the sky.", StatusCodes.Status404NotFound);
        }

        return context.RequestServices.GetRequiredService<ObservatoryDesk>().Publisher.Read() is { } publisher
            ? PublishedRoute.SendAsync(context, EventPacket.ContentType, EventPacket.Write(release, row, identifier, publisher, PublishedRoute.Address(context, $"/releases/{release.About.Name}")))
            : RefuseAsync(context, "Events have no names yet: the operator has not stated who publishes (fathom release publisher).", StatusCodes.Status404NotFound);
    }

    private static Task RefuseAsync(HttpContext context, string why, int status = StatusCodes.Status400BadRequest) =>
        PublishedRoute.SendAsync(context, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(why + "\n"), status);

    private static Html NotThere(string name) => Parts.Empty($"No release named “{name}” is published here.", Html.Trusted("<a href=\"/releases\">All releases</a>"));
}
