using Fathom.Database;

namespace Fathom.Identity.Tokens;

/// <summary>The secrets of a workspace, in its folder <c>secrets/</c>.</summary>
/// <param name="Operator">Token of its one local user.</param>
/// <param name="Bootstrap">What a pilot registers with.</param>
/// <param name="PilotKey">Key from which the tokens of pilots are derived; never leaves the server.</param>
public sealed record WorkspaceSecrets(Secret Operator, Secret Bootstrap, Secret PilotKey)
{
    /// <summary>The operator's token file.</summary>
    public static string OperatorFile(string workspace) => new WorkspaceFolders(workspace).OperatorToken;

    /// <summary>The file with the secret that pilots register with.</summary>
    public static string BootstrapFile(string workspace) => new WorkspaceFolders(workspace).BootstrapSecret;

    /// <summary>The file with the key of pilots' tokens.</summary>
    public static string PilotKeyFile(string workspace) => Path.Combine(new WorkspaceFolders(workspace).Secrets, "pilot.key");

    /// <summary>Reads the secrets; those that are missing are made.</summary>
    /// <exception cref="SecretFileException">A file may be read by others, or holds no secret.</exception>
    public static WorkspaceSecrets ReadOrCreate(string workspace) => new(
        SecretFile.ReadOrCreate(OperatorFile(workspace)),
        SecretFile.ReadOrCreate(BootstrapFile(workspace)),
        SecretFile.ReadOrCreate(PilotKeyFile(workspace)));
}
