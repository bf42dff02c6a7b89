using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

/// <summary>The open folders from an element's root down to the one that holds a file.</summary>
internal sealed class FolderPath : IDisposable
{
    private readonly List<FolderHandle> folders;

    private FolderPath(List<FolderHandle> folders, string name) => (this.folders, Name) = (folders, name);

    /// <summary>Name of the file in <see cref="Last"/>.</summary>
    public string Name { get; }

    /// <summary>The folder that holds the file.</summary>
    public FolderHandle Last => folders[^1];

    /// <summary>Walks from the root, which it owns, to the folder of a path, making missing folders where asked to.</summary>
    /// <exception cref="UnixException">A folder is missing, is a link, or is not a folder.</exception>
    public static FolderPath Open(FolderHandle root, StoragePath path, bool make)
    {
        var folders = new List<FolderHandle>(path.Parts.Count) { root };
        try
        {
            foreach (var part in path.Parts.Take(path.Parts.Count - 1))
            {
                folders.Add(folders[^1].OpenFolder(part, make));
            }
            return new FolderPath(folders, path.Parts[^1]);
        }
        catch
        {
            folders.ForEach(folder => folder.Dispose());
            throw;
        }
    }

    /// <summary>
    /// fsync of every folder, the innermost first: the entry of each is durable before the one that leads to it. Those above
    /// are other files' too, whose syncs they share.
    /// </summary>
    public async Task SyncAllAsync(SharedSyncs shared)
    {
        await shared.SyncAsync([Last]);
        if (folders.Count > 1)
        {
            await shared.SyncAsync([.. folders.SkipLast(1).Reverse()]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => folders.ForEach(folder => folder.Dispose());
}
