using System.Buffers;
using Fathom.Portal.Observatory.Requests;
using Fathom.Vo.Cone;
using Fathom.Vo.DataLink;
using Fathom.Vo.Publishing;
using Fathom.Vo.Tables.Output;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Observatory;

/// <summary>Cone searches: one for each release, also under the address that KM3NeT's users know.</summary>
public static class ConeRoutes
{
    private static readonly string[] Methods = ["GET", "POST"];

    /// <summary>Adds the routes.</summary>
    public static void MapCone(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/releases/{name}/cone", Methods, (HttpContext context, ObservatoryDesk desk, string name)
            => SendAsync(context, desk, desk.Published.Tables.Releases.GetValueOrDefault(name))).IsOfRelease();
        routes.MapMethods("/{schema}/nu/cone/scs.xml", Methods, (HttpContext context, ObservatoryDesk desk, string schema)
            => SendAsync(context, desk, desk.Published.Tables.ReleaseOf(schema))).IsOfRelease();
    }

    private static async Task SendAsync(HttpContext context, ObservatoryDesk desk, PublishedRelease? release)
    {
        PublishedRoute.Open(context);
        if (release?.Cone is not { } cone)
        {
            await PublishedRoute.SendAsync(
                context, "text/plain; charset=utf-8", "There is no published release of that name with positions.\n"u8.ToArray(), StatusCodes.Status404NotFound);
            return;
        }

        ConeParameters read = ConeParameters.Read((await PublishedRoute.ParametersAsync(context)).Select(one => KeyValuePair.Create(one.Name, one.Value)));
        TableOutput? format = read.Request is null ? null : ConeSearch.Format(read.Request);
        if (format is null)
        {
            await RefuseAsync(context, read.Problem ?? "RESPONSEFORMAT is not known: use votable, csv, tsv, fits, json or html.", StatusCodes.Status200OK);
            return;
        }

        try
        {
            using IDisposable place = desk.Answering.Enter(PublishedRoute.Client(context));
            PublishedRoute.LimitSlowness(context, desk.Limits);
            context.Response.ContentType = format.ContentType;
            ResultService? links = ReleaseLinks.Service(release, PublishedRoute.Address(context, "/"));
            await cone.WriteAsync(read.Request!, format, context.Response.BodyWriter, links is null ? [] : [links], context.RequestAborted);
        }
        catch (RefusedRequestException refused)
        {
            context.Response.Headers.RetryAfter = "5";
            await RefuseAsync(context, refused.Message, refused.Status);
        }
    }

    private static Task RefuseAsync(HttpContext context, string why, int status)
    {
        var problem = new ArrayBufferWriter<byte>();
        ConeSearch.WriteError(problem, why);
        return PublishedRoute.SendAsync(context, "text/xml", problem.WrittenMemory, status);
    }
}
