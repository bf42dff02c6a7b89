using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Api;

/// <summary>Bodies of the API: read strictly, written with the same types.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body of the protocol.</summary>
    /// <exception cref="BadHttpRequestException">It is no JSON of that type; the message says where.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw Malformed<T>("null");
        }
        catch (JsonException fault)
        {
            throw Malformed<T>(fault.Message);
        }
    }

    /// <summary>Reads a body of the protocol and gives its bytes too.</summary>
    /// <exception cref="BadHttpRequestException">It is no JSON of that type, or longer than is allowed; the message says where.</exception>
    public static async Task<(T Value, ReadOnlyMemory<byte> Bytes)> ReadWholeAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        var reader = context.Request.BodyReader;
        System.IO.Pipelines.ReadResult read = await reader.ReadAtLeastAsync(int.MaxValue, context.RequestAborted);
        byte[] bytes = System.Buffers.BuffersExtensions.ToArray(read.Buffer);
        reader.AdvanceTo(read.Buffer.End);
        try
        {
            return (JsonSerializer.Deserialize(bytes, type) ?? throw Malformed<T>("null"), bytes);
        }
        catch (JsonException fault)
        {
            throw Malformed<T>(fault.Message);
        }
    }

    /// <summary>Reads a body of an operator.</summary>
    /// <exception cref="BadHttpRequestException">It is no JSON of that type; the message says where.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonSerializerOptions options)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, options, context.RequestAborted) ?? throw Malformed<T>("null");
        }
        catch (JsonException fault)
        {
            throw Malformed<T>(fault.Message);
        }
    }

    private static BadHttpRequestException Malformed<T>(string found) => new($"Expected a {typeof(T).Name} as JSON: {found}");
}
