using Fathom.Database;
using Fathom.Database.Taking;

namespace Fathom.Compute.Pilot;

/// <summary>Where the server is: as given, or as the server that holds the workspace says at the moment.</summary>
/// <param name="given">Address from the command line, or null.</param>
/// <param name="workspace">The workspace, or null.</param>
/// <param name="time">The clock.</param>
public sealed class ServerAddress(Uri? given, string? workspace, TimeProvider time)
{
    /// <summary>The workspace's word holds for so long: a busy pilot asks hundreds of times a second.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private (Uri? Address, long Since)? known;

    /// <summary>The address to try now, or null where nobody knows one.</summary>
    /// <remarks>The workspace's word goes first: a server that was restarted may listen elsewhere.</remarks>
    public Uri? Current => FromWorkspace() ?? given;

    /// <summary>True where the pilot's workspace is not there any more, so that no server can come back.</summary>
    public bool WorkspaceGone => workspace is not null && !Directory.Exists(workspace);

    private Uri? FromWorkspace()
    {
        if (workspace is null)
        {
            return null;
        }
        lock (gate)
        {
            if (known is not { } word || time.GetElapsedTime(word.Since) >= Validity)
            {
                known = word = (Read(workspace), time.GetTimestamp());
            }
            return word.Address;
        }
    }

    private static Uri? Read(string workspace)
    {
        // What a killed server left is no address: whoever listens there now would be handed the pilot's token.
        var url = WorkspaceLock.FindHolder(new WorkspaceFolders(workspace).Run)?.Url;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address : null;
    }
}
