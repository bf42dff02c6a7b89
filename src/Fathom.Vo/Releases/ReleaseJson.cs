using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fathom.Vo.Releases;

/// <summary>How a release's description is written as JSON.</summary>
internal static class ReleaseJson
{
    /// <summary>Names in camel case, enumerations as words, nothing where nothing is known.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };
}
