using Fathom.Vo.Tables;
using Fathom.Vo.Tap;
using Fathom.Vo.Vosi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Observatory;

/// <summary>The table access service (TAP 1.1), also under the address that KM3NeT's users know.</summary>
public static class TapRoutes
{
    private const string Xml = "text/xml; charset=utf-8";
    private static readonly string[] Bases = ["/tap", "/__system__/tap/run/tap"];
    private static readonly string[] Reading = ["GET", "HEAD"], Querying = ["GET", "POST"], All = ["GET", "HEAD", "POST", "DELETE", "PUT", "PATCH"];

    /// <summary>Adds the routes.</summary>
    public static void MapTap(this IEndpointRouteBuilder routes)
    {
        foreach (string root in Bases)
        {
            routes.MapMethods(root + "/capabilities", Reading, (HttpContext context, ObservatoryDesk desk) => PublishedRoute.SendAsync(
                context, Xml, TapCapabilities.Document(PublishedRoute.Address(context, root), desk.Limits, desk.JobLimits))).IsPublished();
            routes.MapMethods(root + "/availability", Reading, (HttpContext context, ObservatoryDesk desk)
                => PublishedRoute.SendAsync(context, Xml, Availability.Document(desk.Since))).IsPublished();
            routes.MapMethods(root + "/tables", Reading, TablesAsync).IsPublished();
            routes.MapMethods(root + "/tables/{name}", Reading, TableAsync).IsPublished();
            routes.MapMethods(root + "/examples", Reading, (HttpContext context, ObservatoryDesk desk)
                => PublishedRoute.SendAsync(context, "application/xhtml+xml; charset=utf-8", TapExamples.Document(desk.Published.Tables.Releases.Values))).IsPublished();
            routes.MapMethods(root + "/sync", Querying, SyncAnswer.SendAsync).IsPublished();
            routes.MapMethods(root + "/async", All, (HttpContext context, ObservatoryDesk desk) => JobAnswer.SendAsync(context, desk, root + "/async", "")).IsPublished();
            routes.MapMethods(root + "/async/{**path}", All, (HttpContext context, ObservatoryDesk desk, string path)
                => JobAnswer.SendAsync(context, desk, root + "/async", path)).IsPublished();
        }
    }

    private static Task TablesAsync(HttpContext context, ObservatoryDesk desk) => PublishedRoute.SendAsync(
        context, Xml, TableSet.Document(Tables(desk), !string.Equals(context.Request.Query["detail"], "min", StringComparison.OrdinalIgnoreCase)));

    private static Task TableAsync(HttpContext context, ObservatoryDesk desk, string name) =>
        Tables(desk).FirstOrDefault(table => string.Equals(table.QualifiedName, name, StringComparison.OrdinalIgnoreCase)) is { } table
            ? PublishedRoute.SendAsync(context, Xml, TableSet.Document(table))
            : PublishedRoute.SendAsync(context, "text/plain; charset=utf-8", "There is no such table.\n"u8.ToArray(), StatusCodes.Status404NotFound);

    private static IEnumerable<TableDescription> Tables(ObservatoryDesk desk) => desk.Published.Tables.Queryable.Select(table => table.Description);
}
