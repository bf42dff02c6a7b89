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

    /// <summary>Opens them; an element that is away is among them, and says so when it is asked for something.</summary>
    /// <param name="folders">The workspace.</param>
    /// <param name="database">Its catalogue.</param>
    /// <param name="mark">True: what is there but was made before elements had marks gets its mark, and what is new its folder.</param>
    public static StorageElements Open(WorkspaceFolders folders, WorkspaceDatabase database, bool mark)
    {
        var elements = new StorageElements();
        foreach (StorageElementEntry entry in new StorageElementRegistry(database).List())
        {
            elements.Set(Open(entry.Name, entry.AbsoluteRoot(folders.Root), database, mark));
        }

        return elements;
    }

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
