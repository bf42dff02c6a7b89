using System.Globalization;
using Fathom.Identity.Access;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Access;

/// <summary>Stands before every route: gathers the facts of a request and lets the <see cref="Gate"/> decide.</summary>
public sealed class GateKeeper(Authenticator authenticator, Sessions sessions)
{
    private const string BearerScheme = "Bearer ";
    private const int LongestRequestId = 128;

    /// <summary>Where handlers find who was let in.</summary>
    public static Principal Principal(HttpContext context)
        => context.Items[typeof(GateKeeper)] as Principal ?? throw new InvalidOperationException("The gate has not let anybody in.");

    /// <summary>The id of a request that was let in: header of an API call, or field of a form.</summary>
    public static string RequestId(HttpContext context)
        => context.Request.Headers[Routes.RequestIdHeader].ToString() is { Length: > 0 } id ? id
            : context.Request.HasFormContentType ? context.Request.Form["requestId"].ToString()
            : "";

    /// <summary>Decides on a request that found its route. A request without a route passes: it becomes a 404.</summary>
    public async Task<Verdict> DecideAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var policy = endpoint?.Metadata.GetMetadata<RequiredPolicy>()?.Policy;
        var facts = await FactsAsync(context, policy);
        if (endpoint is null)
        {
            return Gate.Decide(Policy.Reader, facts);
        }

        context.Items[typeof(GateKeeper)] = facts.Principal ?? Identity.Access.Principal.Reader;
        return Gate.Decide(policy, facts);
    }

    private async Task<RequestFacts> FactsAsync(HttpContext context, Policy? policy)
    {
        var request = context.Request;
        var facts = new RequestFacts
        {
            IsLocal = LocalRequest.Is(context),
            Changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method),
            Origin = LocalRequest.Origin(request),
            RoutePilot = RoutePilot(context, policy),
            IsApiCall = request.Headers[Routes.RequestIdHeader].ToString().Length is > 0 and <= LongestRequestId && request.HasJsonContentType(),
        };
        if (!facts.IsLocal)
        {
            return facts;
        }

        if (Bearer(request) is { } token)
        {
            return facts with { Principal = authenticator.Authenticate(token) };
        }

        return sessions.FormToken(context) is not { } formToken ? facts : facts with
        {
            Principal = new Principal(Role.Operator, "operator"),
            Session = true,
            FormToken = policy == Policy.OperatorForm && await FormTokenAsync(context) == formToken,
        };
    }

    private static async Task<string?> FormTokenAsync(HttpContext context)
        => context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["csrf"].ToString() : null;

    private static string? Bearer(HttpRequest request)
        => request.Headers.Authorization.ToString() is { } header && header.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase)
            ? header[BearerScheme.Length..].Trim()
            : null;

    private static long? RoutePilot(HttpContext context, Policy? policy)
        => policy == Policy.Pilot && context.Request.RouteValues["id"] is { } id
            ? long.Parse(id.ToString()!, CultureInfo.InvariantCulture)
            : null;
}
