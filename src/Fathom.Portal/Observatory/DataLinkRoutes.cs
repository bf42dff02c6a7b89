using Fathom.Vo.DataLink;
using Fathom.Vo.Publishing;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Observatory;

/// <summary>DataLink 1.1: what belongs to a row of a release.</summary>
public static class DataLinkRoutes
{
    private static readonly string[] Methods = ["GET", "POST", "HEAD"];

    /// <summary>Adds the routes.</summary>
    public static void MapDataLink(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/releases/{name}/links", Methods, (HttpContext context, ObservatoryDesk desk, string name)
            => SendAsync(context, desk.Published.Tables.Releases.GetValueOrDefault(name))).IsOfRelease();

    private static async Task SendAsync(HttpContext context, PublishedRelease? release)
    {
        PublishedRoute.Open(context);
        if (release is null)
        {
            await RefuseAsync(context, "There is no published release of that name.", StatusCodes.Status404NotFound);
            return;
        }

        List<UwsParameter> parameters = await PublishedRoute.ParametersAsync(context);
        string[] identifiers = [.. parameters.Where(parameter => Is(parameter, "ID")).Select(parameter => parameter.Value).Distinct(StringComparer.Ordinal)];
        if (identifiers.Length > ReleaseLinks.MostIdentifiers)
        {
            await RefuseAsync(context, $"At most {ReleaseLinks.MostIdentifiers} identifiers at a time, not {identifiers.Length}.", StatusCodes.Status400BadRequest);
            return;
        }

        if (parameters.LastOrDefault(parameter => Is(parameter, "RESPONSEFORMAT"))?.Value is { Length: > 0 } format && !IsVotable(format))
        {
            await RefuseAsync(context, "RESPONSEFORMAT is not known: links are given as votable.", StatusCodes.Status400BadRequest);
            return;
        }

        context.Response.ContentType = LinkTable.ContentType;
        await LinkTable.WriteAsync(
            ReleaseLinks.Of(release, identifiers, PublishedRoute.Address(context, "/")), $"{release.About.Name} {release.About.Version}", long.MaxValue, context.Response.BodyWriter, context.RequestAborted);
    }

    private static bool Is(UwsParameter parameter, string name) => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsVotable(string format) =>
        format.StartsWith("votable", StringComparison.OrdinalIgnoreCase) || format.StartsWith("application/x-votable+xml", StringComparison.OrdinalIgnoreCase)
        || format.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context, string why, int status) =>
        PublishedRoute.SendAsync(context, "application/x-votable+xml", TapFault.Document(why), status);
}
