using Fathom.Catalog.Files;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;
using Fathom.Storage.Elements;

namespace Fathom.Cli.Imports;

/// <summary>Brings a file that exists outside into the primary element, announced before its bytes are written.</summary>
internal static class ImportFile
{
    /// <summary>Copies the bytes; the caller registers them.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="source">The file outside.</param>
    /// <param name="path">Physical path that it gets.</param>
    /// <param name="cancellation">Ends the copy.</param>
    public static async Task CopyAsync(WorkspaceSession session, string source, string path, CancellationToken cancellation)
    {
        await session.Operations.AnnounceAsync(new PathAnnouncement(WorkspaceLayout.Primary, [path]), cancellation);
        IStorageElement element = session.Elements.Get(WorkspaceLayout.Primary);
        element.Delete(path); // left by an interrupted import: announced, never registered
        await using FileStream content = File.OpenRead(source);
        await element.CreateAsync(path, content, cancellation);
    }

    /// <summary>True where a valid file of this logical name is registered already.</summary>
    public static bool IsKnown(WorkspaceSession session, string lfn) =>
        new FileQueries(session.Database).Find(lfn) is { State: FileState.Valid };
}
