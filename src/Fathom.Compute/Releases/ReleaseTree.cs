namespace Fathom.Compute.Releases;

/// <summary>What lies in a release: pure rules, so that nothing of it can come to lie, or point, outside its folder.</summary>
internal sealed class ReleaseTree
{
    private const int LongestPath = 1024, MostEntries = 50_000;
    private const long MostBytes = 8L << 30;

    private readonly Dictionary<string, string?> targets = new(StringComparer.Ordinal); // null: a file or a folder
    private long bytes;

    /// <summary>Files, links and folders so far.</summary>
    public int Count => targets.Count;

    /// <summary>Takes down a file or a folder.</summary>
    /// <param name="path">Its path within the release.</param>
    /// <param name="length">Its length [byte], 0 for a folder.</param>
    /// <exception cref="ReleaseException">The path leads out, or there is too much of it.</exception>
    public void Add(string path, long length)
    {
        bytes += length;
        Add(path, null, bytes > MostBytes || length < 0 ? $"the release is larger than {MostBytes} bytes" : null);
    }

    /// <summary>Takes down a symbolic link.</summary>
    /// <exception cref="ReleaseException">The path leads out.</exception>
    public void AddLink(string path, string target) => Add(path, target, null);

    /// <summary>Looks at the links, once all is known: each leads to something of the release, and nothing lies behind one.</summary>
    /// <exception cref="ReleaseException">One leads out, or to nothing.</exception>
    public void CheckLinks()
    {
        foreach (var (path, target) in targets)
        {
            if (PrefixesOf(path).Any(IsLink))
            {
                throw new ReleaseException($"'{path}' lies behind a symbolic link.");
            }
            if (target is not null && Fault(path, target) is { } fault)
            {
                throw new ReleaseException($"The symbolic link '{path}' → '{target}' {fault}.");
            }
        }
    }

    /// <summary>Why a path may not be in a release, or null.</summary>
    public static string? PathFault(string path) =>
        path.Length is 0 or > LongestPath ? $"is not of 1 to {LongestPath} characters"
        : path.Any(char.IsControl) ? "has a control character"
        : path.Split('/').Any(part => part is "" or "." or "..") ? "is no plain path below the release"
        : null;

    private void Add(string path, string? target, string? fault)
    {
        fault ??= PathFault(path) is { } misnamed ? $"the path '{path}' {misnamed}"
            : targets.Count == MostEntries ? $"the release has more than {MostEntries} files"
            : targets.TryAdd(path, target) ? null
            : $"'{path}' comes twice";
        if (fault is not null)
        {
            throw new ReleaseException($"The release is not acceptable: {fault}.");
        }
    }

    // First only up, through true folders; then only down, and not through another link: so '..' never follows a link.
    private string? Fault(string path, string target)
    {
        var at = path.Split('/')[..^1].ToList();
        var parts = target.Split('/');
        var ups = parts.TakeWhile(part => part == "..").Count();
        if (ups > at.Count)
        {
            return "leads out of the release";
        }
        at.RemoveRange(at.Count - ups, ups);
        at.AddRange(parts[ups..]);
        var end = string.Join('/', at);
        return PathFault(end) is { } fault ? fault
            : PrefixesOf(end).Any(IsLink) ? "leads through another link"
            : targets.ContainsKey(end) ? null
            : "leads to nothing in the release";
    }

    private bool IsLink(string path) => targets.GetValueOrDefault(path) is not null;

    private static IEnumerable<string> PrefixesOf(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }
}
