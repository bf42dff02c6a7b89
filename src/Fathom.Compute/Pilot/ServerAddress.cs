using System.Text.Json;
using Fathom.Database;

namespace Fathom.Compute.Pilot;

/// <summary>Where the server is: as given, or as the workspace's run/server.json says at the moment.</summary>
/// <param name="given">Address from the command line, or null.</param>
/// <param name="workspace">The workspace, or null.</param>
public sealed class ServerAddress(Uri? given, string? workspace)
{
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
        try
        {
            using var file = File.OpenRead(new WorkspaceFolders(workspace).ServerDescription);
            using var description = JsonDocument.Parse(file);
            var url = description.RootElement.EnumerateObject()
                .Where(property => property.Name.Equals("url", StringComparison.OrdinalIgnoreCase))
                .Select(property => property.Value.GetString())
                .FirstOrDefault();
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address : null;
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null; // no server yet, or it is just writing
        }
    }
}
