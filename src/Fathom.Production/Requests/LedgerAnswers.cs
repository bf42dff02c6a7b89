using System.Text.Json.Serialization;
using Fathom.Production.Protocol;

namespace Fathom.Production.Requests;

/// <summary>Answers of the hot verbs as they are kept, generated at build time.</summary>
[JsonSerializable(typeof(List<LeaseReference>))]
[JsonSerializable(typeof(List<AcceptanceReply?>))]
internal sealed partial class LedgerAnswers : JsonSerializerContext;
