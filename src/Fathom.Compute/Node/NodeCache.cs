namespace Fathom.Compute.Node;

/// <summary>Where a node keeps what pilots need again: in the user's own cache folder, else in the system's temporary one.</summary>
public static class NodeCache
{
    /// <summary>The folder; made when something is put there.</summary>
    public static string Folder
    {
        get
        {
            if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given)
            {
                return Path.Combine(given, "fathom");
            }
            var home = Environment.GetEnvironmentVariable("HOME");
            return home is { Length: > 1 } && Directory.Exists(home)
                ? Path.Combine(home, ".cache", "fathom")
                : Path.Combine(Path.GetTempPath(), $"fathom-{Environment.UserName}");
        }
    }
}
