using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fathom.Production.Protocol;

/// <summary>The protocol's JSON: camelCase names, enums by name, generated at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PilotRegistration))]
[JsonSerializable(typeof(PilotWelcome))]
[JsonSerializable(typeof(LeaseReply))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(HeartbeatReply))]
[JsonSerializable(typeof(AttemptStarted))]
[JsonSerializable(typeof(AttemptUploaded))]
[JsonSerializable(typeof(AcceptanceReply))]
[JsonSerializable(typeof(AttemptFailed))]
[JsonSerializable(typeof(PeekedLog))]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(PilotEvents))]
[JsonSerializable(typeof(PilotEventsReply))]
[JsonSerializable(typeof(CreatedOutput))]
[JsonSerializable(typeof(NoContent))]
public sealed partial class ProtocolJson : JsonSerializerContext;

/// <summary>The body of a request that has nothing to say: an empty JSON object.</summary>
public sealed record NoContent;
