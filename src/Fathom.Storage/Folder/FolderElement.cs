using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

/// <summary>A storage element that is a folder of this machine's file system.</summary>
public sealed class FolderElement : IStorageElement
{
    /// <summary>Opens (and where it is missing makes) the folder.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="root">Absolute path of the folder.</param>
    public FolderElement(string name, string root) => (Name, Root) = (name, root);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Absolute path of the folder.</summary>
    public string Root { get; }

    /// <inheritdoc/>
    public Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public StoredFile? Stat(string path) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Stream OpenRead(string path) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool Delete(string path) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Tidy(string folder) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IEnumerable<StoredFile> List(string folder) => throw new NotImplementedException();
}
