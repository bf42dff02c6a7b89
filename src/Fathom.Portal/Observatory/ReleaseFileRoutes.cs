using Fathom.Vo.Gadf;
using Fathom.Vo.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Fathom.Portal.Observatory;

/// <summary>Files of published releases: those that a release names, and the forms in which gammapy reads it. No other file has an address.</summary>
public static class ReleaseFileRoutes
{
    private const string Fits = "application/fits";
    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>Adds the routes.</summary>
    public static void MapReleaseFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/releases/{name}/files/{file}", Reading, (HttpContext context, ObservatoryDesk desk, string name, string file)
            => SendFileAsync(context, desk.Published.Tables.Releases.GetValueOrDefault(name), file)).IsOfRelease();
        routes.MapMethods("/releases/{name}/gadf/{file}", Reading, (HttpContext context, ObservatoryDesk desk, string name, string file)
            => SendGadfAsync(context, desk.Published.Tables.Releases.GetValueOrDefault(name), file)).IsOfRelease();
    }

    // The bytes are those of the sum, so that the sum is the entity tag and a part that is asked for again fits.
    private static Task SendFileAsync(HttpContext context, PublishedRelease? release, string name)
    {
        if (release?.About.Files.FirstOrDefault(file => file.Name == name) is not { } file)
        {
            return AbsentAsync(context);
        }

        PublishedRoute.Open(context);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        return Results.File(release.Files.PathOf(file), file.ContentType, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\"")).ExecuteAsync(context);
    }

    private static async Task SendGadfAsync(HttpContext context, PublishedRelease? release, string name)
    {
        GadfFile? gadf = release?.Gadf;
        if (gadf?.Index(name) is { } index)
        {
            await PublishedRoute.SendAsync(context, Fits, index);
        }
        else if (gadf is { IsEmpty: false } && name == gadf.Name)
        {
            PublishedRoute.Open(context);
            context.Response.ContentType = Fits;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await gadf.WriteAsync(context.Response.BodyWriter, context.RequestAborted);
            }
        }
        else
        {
            await AbsentAsync(context);
        }
    }

    private static Task AbsentAsync(HttpContext context) => PublishedRoute.SendAsync(
        context, "text/plain; charset=utf-8", "No published release has a file of that name.\n"u8.ToArray(), StatusCodes.Status404NotFound);
}
