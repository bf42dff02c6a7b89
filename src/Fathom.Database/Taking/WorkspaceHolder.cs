namespace Fathom.Database.Taking;

/// <summary>The server that holds a workspace, as it describes itself.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="Host">Its machine.</param>
/// <param name="Url">Where it listens; empty while it does not.</param>
public sealed record WorkspaceHolder(int ProcessId, string Host, string Url);
