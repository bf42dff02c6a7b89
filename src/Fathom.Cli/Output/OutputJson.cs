using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fathom.Cli.Output;

/// <summary>How the command line writes JSON: camel case, enumerations by name, one document a line.</summary>
public static class OutputJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a terminal or a file reads it, never a browser
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The value as one line of JSON.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);
}
