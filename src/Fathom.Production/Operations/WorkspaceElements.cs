using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Production.Operations;

/// <summary>The storage elements that the catalogue knows, as this process reaches them.</summary>
public static class WorkspaceElements
{
    private const int Newest = 3;

    /// <summary>Opens them; an element that is away, or does not answer in time, is among them, and says so when it is asked for something.</summary>
    /// <param name="folders">The workspace.</param>
    /// <param name="database">Its catalogue.</param>
    /// <param name="mark">True: what is there but was made before elements had marks gets its mark, and what is new its folder.</param>
    public static StorageElements Open(WorkspaceFolders folders, WorkspaceDatabase database, bool mark)
    {
        StorageElementEntry[] entries = [.. new StorageElementRegistry(database).List()];
        // Each on a thread of its own: a mount that hangs keeps it.
        Task<FolderElement>[] opening = [.. entries.Select(entry => Task.Factory.StartNew(
            () => Open(entry.Name, entry.AbsoluteRoot(folders.Root), database, mark), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WaitAny([Task.WhenAll(opening)], ElementProbe.Patience);
        var elements = new StorageElements();
        foreach ((StorageElementEntry entry, Task<FolderElement> opened) in entries.Zip(opening))
        {
            elements.Set(opened.IsCompleted ? opened.GetAwaiter().GetResult() : Silent(entry.Name, entry.AbsoluteRoot(folders.Root)));
        }

        return elements;
    }

    private static FolderElement Silent(string name, string root) => new(name, root, make: false)
    {
        Silence = $"{root} has not answered; its file system hangs, as where the server of a mount is gone.",
    };

    private static FolderElement Open(string name, string root, WorkspaceDatabase database, bool mark)
    {
        var element = new FolderElement(name, root, make: false);
        if (element.IsHere)
        {
            return element;
        }

        var unmarked = new FolderElement(name, root, make: false, marked: false);
        return !HasItsFiles(unmarked, database) ? element : mark ? new FolderElement(name, root) : unmarked;
    }

    // An empty mount point has none of the files that the catalogue knows; of an element without files nothing tells.
    private static bool HasItsFiles(FolderElement element, WorkspaceDatabase database)
    {
        List<string> newest = database.Read(connection => connection.Select(
            $"SELECT path FROM replica WHERE se = @Name AND state = 'Valid' ORDER BY id DESC LIMIT {Newest}", new { element.Name }, row => row.GetString(0)));
        return newest.Count == 0 || newest.Exists(path => IsThere(element, path));
    }

    private static bool IsThere(FolderElement element, string path)
    {
        try
        {
            return element.Stat(path) is not null;
        }
        catch (StorageException)
        {
            return false;
        }
    }
}
