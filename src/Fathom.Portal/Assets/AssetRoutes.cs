using Fathom.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Assets;

/// <summary>Serves assets with ETag and, where the browser takes it, gzip.</summary>
public static class AssetRoutes
{
    /// <summary>Adds the route of the assets.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes)
        => routes.MapGet("/assets/{name}", Serve).Requires(Policy.Published);

    private static Task Serve(HttpContext context, string name)
    {
        if (AssetStore.Find(name) is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var tag = packed ? $"\"{asset.Tag}-gz\"" : $"\"{asset.Tag}\"";
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.Any(value => value == tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (packed)
        {
            headers.ContentEncoding = "gzip";
        }

        var bytes = packed ? asset.Packed : asset.Bytes;
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
