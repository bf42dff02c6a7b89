using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts;

/// <summary>An alert that has fired, as it is kept.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Subject">What it is about; empty for the server.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">One sentence, as it was told last.</param>
/// <param name="Do">What to do next.</param>
/// <param name="Value">The fact when it was told last.</param>
/// <param name="FiredUtc">When it fired.</param>
/// <param name="ResolvedUtc">When it was over, or null.</param>
/// <param name="Told">How often it was told.</param>
/// <param name="Delivery">How telling it went last: empty where no channel is named, "told", or what went wrong.</param>
public sealed record AlertRecord(
    long Id, string Rule, string Subject, AlertSeverity Severity, string Text, string Do, double? Value, string FiredUtc,
    string? ResolvedUtc, int Told, string Delivery);
