using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fathom.Production.Operations;

/// <summary>The JSON of the operator's messages: camelCase names, enums by name.</summary>
public static class OperatorJson
{
    /// <summary>Options for reading and writing.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
