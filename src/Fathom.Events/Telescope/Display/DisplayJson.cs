using System.Text.Json.Serialization;

namespace Fathom.Events.Telescope.Display;

/// <summary>Source-generated JSON of the display model.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventDisplayModel))]
internal sealed partial class DisplayJson : JsonSerializerContext;
