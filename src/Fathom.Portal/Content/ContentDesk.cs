using Fathom.Catalog.Conditions;
using Fathom.Database;

namespace Fathom.Portal.Content;

/// <summary>Finds what pilots ask for by its SHA-256: constants of frozen tags, and releases of payloads in <c>releases/</c>.</summary>
/// <remarks>A file of <c>releases/</c> is named by its hash. Whoever asks checks the bytes: what lies here is not trusted either.</remarks>
public sealed class ContentDesk(WorkspaceDatabase database, WorkspaceFolders folders)
{
    private const int AtATime = 32, Digits = 64;

    private readonly ConditionsTags _tags = new(database);

    internal Doors Doors { get; } = new(AtATime);

    /// <summary>The file of a hash on this machine, or null where there is none.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits; anything else finds nothing.</param>
    public string? Find(string sha256)
    {
        if (sha256.Length != Digits || !sha256.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        string path = _tags.PathOf(sha256) is { } constants
            ? Path.Combine(folders.Conditions, constants)
            : Path.Combine(folders.Root, "releases", sha256);
        return File.Exists(path) ? Path.GetFullPath(path) : null;
    }
}
