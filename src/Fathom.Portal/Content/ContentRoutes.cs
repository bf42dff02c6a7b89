using System.Globalization;
using Fathom.Portal.Access;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Fathom.Portal.Content;

/// <summary>Content by its hash, for pilots: whole, or from where an earlier try broke off.</summary>
public static class ContentRoutes
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Adds the route.</summary>
    public static void MapContent(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Routes.ContentTemplate, GetAsync).Requires(Policy.Pilot).WithRequestTimeout(Longest);

    private static async Task GetAsync(HttpContext context, string sha256, ContentDesk desk)
    {
        if (desk.Find(sha256) is not { } file)
        {
            await Results.Text($"No content has the SHA-256 {(sha256.Length > 64 ? sha256[..64] : sha256)}.", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
            return;
        }

        if (!desk.Doors.TryEnter())
        {
            SendAway(context);
            return;
        }

        try
        {
            await Results.File(file, "application/octet-stream", enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{sha256}\""))
                .ExecuteAsync(context);
        }
        finally
        {
            desk.Doors.Leave();
        }
    }

    internal static void SendAway(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = ((int)Doors.ComeAgain.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
