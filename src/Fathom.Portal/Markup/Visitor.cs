namespace Fathom.Portal.Markup;

/// <summary>Who looks at a page, and from where.</summary>
/// <param name="IsOperator">Whether the visitor may act.</param>
/// <param name="Csrf">Token that this visitor's forms carry; empty for readers.</param>
/// <param name="Address">Path and query of the page.</param>
/// <param name="Workspace">The workspace that the server serves.</param>
/// <param name="Version">Version of the ledger before the page was read from it.</param>
/// <param name="Notice">What came of the visitor's last action; empty for nothing.</param>
public sealed record Visitor(bool IsOperator, string Csrf, string Address, string Workspace, string Version = "", string Notice = "")
{
    /// <summary>A reader who asks for nothing in particular.</summary>
    public static Visitor Reader { get; } = new(false, "", "/", "");
}
