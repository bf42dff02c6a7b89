using System.Text.Json;
using System.Text.Json.Serialization;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts;

/// <summary>What is told of an alert.</summary>
/// <param name="Id">Number of the alert; the same from fired to resolved.</param>
/// <param name="Signal">Fired, Repeated or Resolved.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">What it is about; empty for the server.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Do">What to do next.</param>
/// <param name="Value">The fact; null where it is gone.</param>
/// <param name="Threshold">The rule's threshold.</param>
/// <param name="FiredUtc">Since when.</param>
/// <param name="Utc">When this was written.</param>
/// <param name="Workspace">Name of the workspace's folder.</param>
public sealed record AlertNotice(
    long Id, AlertSignal Signal, string Rule, AlertSeverity Severity, string Subject, string Text, string Do, double? Value,
    double Threshold, string FiredUtc, string Utc, string Workspace)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>The notice as the body of a web hook.</summary>
    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, Options);
}
