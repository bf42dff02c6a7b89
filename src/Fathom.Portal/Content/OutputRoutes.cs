using Fathom.Portal.Access;
using Fathom.Portal.Api;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Content;

/// <summary>Outputs that come through the server, each under its attempt's storage token.</summary>
public static class OutputRoutes
{
    private const long LargestOutput = 256L << 30;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>Adds the route.</summary>
    public static void MapOutputs(this IEndpointRouteBuilder routes) =>
        routes.MapPut(Routes.OutputTemplate, PutAsync).Requires(Policy.Output).WithRequestTimeout(Longest);

    private static async Task PutAsync(HttpContext context, string element, string path, OutputDesk desk)
    {
        if (!desk.Doors.TryEnter())
        {
            ContentRoutes.SendAway(context);
            return;
        }

        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = LargestOutput;
            }

            var answer = await desk.CreateAsync(GateKeeper.Principal(context).Creation!, element, path, context.Request.Body, context.RequestAborted);
            IResult result = answer.Created is { } created
                ? new JsonReply<CreatedOutput>(created, ProtocolJson.Default.CreatedOutput)
                : Results.Text(answer.Reason, statusCode: answer.Status);
            await result.ExecuteAsync(context);
        }
        finally
        {
            desk.Doors.Leave();
        }
    }
}
