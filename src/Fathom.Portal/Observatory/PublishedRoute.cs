using System.Globalization;
using System.Net;
using System.Text;
using Fathom.Portal.Access;
using Fathom.Portal.Server;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Portal.Observatory;

/// <summary>What all routes of published data have in common.</summary>
internal static class PublishedRoute
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Opens a route to everybody: any name of the server, any site's page, as long as it takes.</summary>
    public static TBuilder IsPublished<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
    {
        route.DisableRequestTimeout();
        return route.Requires(Policy.Published);
    }

    /// <summary>The same for a route below a release, which its parameter <c>name</c> or <c>schema</c> names: where it was withdrawn, the
    /// answer is 410 and why.</summary>
    public static RouteHandlerBuilder IsOfRelease(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (invocation, next) =>
    {
        HttpContext context = invocation.HttpContext;
        string name = (context.Request.RouteValues["name"] ?? context.Request.RouteValues["schema"]) as string ?? "";
        if (context.RequestServices.GetRequiredService<ObservatoryDesk>().Published.Tables.Withdrawn.GetValueOrDefault(name) is not { } gone)
        {
            return await next(invocation);
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"The release {gone.Name} {gone.Version} was withdrawn on {gone.Utc:yyyy-MM-dd}: {gone.Reason}\n");
        await SendAsync(context, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text), StatusCodes.Status410Gone);
        return Results.Empty;
    }).IsPublished();

    /// <summary>Lets pages of other sites read the answer: it holds nothing that not everybody may have.</summary>
    public static void Open(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    /// <summary>The address of something that is published: under the one that the operator stated, else as <see cref="AddressAsked"/>.</summary>
    public static Uri Address(HttpContext context, string path) =>
        context.RequestServices.GetRequiredService<ServerOptions>().Published is { } stated ? new Uri(stated.AbsoluteUri.TrimEnd('/') + path) : AddressAsked(context, path);

    /// <summary>The address of something on this server, by the name under which it was asked for. The web server in front of it, which
    /// alone reaches it from elsewhere, says whether it was asked safely.</summary>
    public static Uri AddressAsked(HttpContext context, string path) =>
        new($"{(context.Request.Headers["X-Forwarded-Proto"] == "https" ? "https" : context.Request.Scheme)}://{context.Request.Host}{path}");

    /// <summary>Where a request comes from.</summary>
    /// <remarks>Behind a web server on this machine all connections are its own: it says who asks, as the last entry, which no client can set.</remarks>
    public static IPAddress? ClientAddress(HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        string last = context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return address is not null && IPAddress.IsLoopback(address) && IPAddress.TryParse(last, out IPAddress? client) ? client : address;
    }

    /// <summary>Who sends a request, as far as it is known.</summary>
    public static string Client(HttpContext context) => $"anonymous@{ClientAddress(context)}";

    /// <summary>Cuts off a client that reads the answer more slowly than it may.</summary>
    public static void LimitSlowness(HttpContext context, TapLimits limits)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new MinDataRate(limits.SlowestClient, Grace);
        }
    }

    /// <summary>Parameters of the address and of the form.</summary>
    public static async Task<List<UwsParameter>> ParametersAsync(HttpContext context)
    {
        List<UwsParameter> parameters = [.. context.Request.Query.SelectMany(one => one.Value, (one, value) => new UwsParameter(one.Key, value ?? ""))];
        if (context.Request.HasFormContentType)
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            parameters.AddRange(form.SelectMany(one => one.Value, (one, value) => new UwsParameter(one.Key, value ?? "")));
        }

        return parameters;
    }

    /// <summary>Sends a short document.</summary>
    public static Task SendAsync(HttpContext context, string mediaType, ReadOnlyMemory<byte> document, int status = StatusCodes.Status200OK)
    {
        Open(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = document.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.BodyWriter.WriteAsync(document, context.RequestAborted).AsTask();
    }
}
