using Fathom.Vo.Publishing;
using Fathom.Vo.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Observatory;

/// <summary>The publishing registry, from which the Virtual Observatory learns what there is.</summary>
public static class RegistryRoutes
{
    private const string Place = "/oai";
    private static readonly string[] Methods = ["GET", "HEAD", "POST"];

    /// <summary>Adds the route.</summary>
    public static void MapRegistry(this IEndpointRouteBuilder routes) => routes.MapMethods(Place, Methods, SendAsync).IsPublished();

    private static async Task SendAsync(HttpContext context, ObservatoryDesk desk, TimeProvider time)
    {
        if (desk.Publisher.Read() is not { } publisher)
        {
            await PublishedRoute.SendAsync(
                context, "text/plain; charset=utf-8", "This server is not registered: its operator has not stated who publishes (fathom release publisher).\n"u8.ToArray(), StatusCodes.Status404NotFound);
            return;
        }

        string server = PublishedRoute.Address(context, "").ToString().TrimEnd('/');
        IReadOnlyList<RegistryRecord> records = RegistryRecords.Of(
            publisher, [.. desk.Published.Tables.Releases.Values], desk.Shelf.List(ReleaseState.Withdrawn), server, desk.Limits, desk.JobLimits);
        var oai = new OaiPublisher(publisher, records, PublishedRoute.Address(context, Place), time);
        IEnumerable<KeyValuePair<string, string>> parameters = (await PublishedRoute.ParametersAsync(context)).Select(one => KeyValuePair.Create(one.Name, one.Value));
        await PublishedRoute.SendAsync(context, "text/xml; charset=utf-8", oai.Answer(parameters));
    }
}
