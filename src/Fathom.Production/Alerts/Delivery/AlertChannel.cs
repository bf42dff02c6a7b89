using Fathom.Identity.Tokens;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts.Delivery;

/// <summary>Where alerts are told. Only what the workspace's alerts.yaml names is ever connected to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">Alerts of less severity are not told here.</param>
public abstract record AlertChannel(string Name, AlertSeverity Least);

/// <summary>A web hook: receives each notice as JSON by POST.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">Least severity.</param>
/// <param name="Url">Where; https, or http on this machine.</param>
/// <param name="Secret">Key of the signature, or null for unsigned.</param>
public sealed record WebHookChannel(string Name, AlertSeverity Least, Uri Url, Secret? Secret) : AlertChannel(Name, Least);

/// <summary>Mail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">Least severity.</param>
/// <param name="Host">The mail server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Tls">Whether the connection is made secret by STARTTLS; may be false on this machine alone.</param>
/// <param name="From">Sender.</param>
/// <param name="To">Receivers.</param>
/// <param name="User">Name to log in with, or null for no login.</param>
/// <param name="Password">Its password.</param>
public sealed record MailChannel(
    string Name, AlertSeverity Least, string Host, int Port, bool Tls, string From, IReadOnlyList<string> To, string? User, Secret? Password)
    : AlertChannel(Name, Least);
