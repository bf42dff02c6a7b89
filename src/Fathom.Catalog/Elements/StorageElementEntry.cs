namespace Fathom.Catalog.Elements;

/// <summary>A storage element as the catalogue knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">"folder".</param>
/// <param name="Root">For a folder: absolute, or relative to the workspace.</param>
/// <param name="Site">The site that it belongs to.</param>
/// <param name="Banned">Why it is not to be used, or null where it is.</param>
public sealed record StorageElementEntry(string Name, string Kind, string Root, string Site, string? Banned)
{
    /// <summary>The absolute path of a folder element.</summary>
    public string AbsoluteRoot(string workspace) => Path.GetFullPath(Root, Path.GetFullPath(workspace));
}
