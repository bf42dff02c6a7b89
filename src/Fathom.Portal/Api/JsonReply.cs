using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Api;

/// <summary>An answer of the protocol, written in one piece: pilots ask by the thousand.</summary>
/// <param name="value">The answer.</param>
/// <param name="type">How it is written.</param>
internal sealed class JsonReply<T>(T value, JsonTypeInfo<T> type) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
