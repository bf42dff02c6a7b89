namespace Fathom.Root.Container;

/// <summary>Paths of folders to be written.</summary>
internal static class FolderPath
{
    private const int Longest = 1000;
    private const int Deepest = 32;

    /// <summary>The path of a folder, ending in a slash; empty for the top.</summary>
    /// <exception cref="ArgumentException">It has empty names, control characters, or is too long or deep.</exception>
    internal static string Checked(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (folder.Length == 0)
        {
            return "";
        }

        string path = folder.EndsWith('/') ? folder : folder + "/";
        string[] names = path[..^1].Split('/');
        return path.Length <= Longest && names.Length <= Deepest && names.All(name => name.Length > 0 && !name.Any(char.IsControl) && !name.Contains(';', StringComparison.Ordinal))
            ? path : throw new ArgumentException($"\"{folder}\" is no path of a folder: names between slashes, at most {Deepest}", nameof(folder));
    }

    /// <summary>The name at the end of a path.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static string Name(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length > 0 ? name : throw new ArgumentException($"\"{path}\" has no name after its folders", nameof(path));
    }
}
