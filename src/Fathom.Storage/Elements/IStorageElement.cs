namespace Fathom.Storage.Elements;

/// <summary>A place that keeps files. Every kind passes the same contract kit of tests.</summary>
/// <remarks>
/// Paths are relative, with '/' between their parts, and never trusted: see <see cref="StoragePath"/>. Every member
/// throws <see cref="StoragePathException"/> for a path that is not one.
/// </remarks>
public interface IStorageElement
{
    /// <summary>Its name in the catalogue.</summary>
    string Name { get; }

    /// <summary>Writes a new file. Its bytes are visible under the path all together or not at all.</summary>
    /// <returns>Size and the checksum of the bytes as they passed by; nothing is durable yet.</returns>
    /// <exception cref="StorageConflictException">Something exists at the path; it is left as it was.</exception>
    /// <exception cref="StorageFullException">No space; nothing is left behind.</exception>
    Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation);

    /// <summary>
    /// The server's check: reads the bytes, stores their checksum, and returns after file, checksum and folders are on
    /// stable storage. Repeating it is harmless.
    /// </summary>
    /// <exception cref="StorageMissingException">There is no such file.</exception>
    /// <exception cref="StorageDurabilityException">The system could not promise durability: the caller must end.</exception>
    Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation);

    /// <summary>Size and stored checksum, without reading the bytes; null where there is no such file.</summary>
    StoredFile? Stat(string path);

    /// <summary>Adler-32 of the bytes, read now.</summary>
    /// <exception cref="StorageMissingException">There is no such file.</exception>
    Task<string> ChecksumAsync(string path, CancellationToken cancellation);

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="StorageMissingException">There is no such file.</exception>
    Stream OpenRead(string path);

    /// <summary>
    /// Deletes one file and its stored checksum, durably; true where there was a file. Repeating it is harmless.
    /// </summary>
    /// <exception cref="StorageDurabilityException">The system could not promise durability: the caller must end.</exception>
    bool Delete(string path);

    /// <summary>
    /// Deletes what interrupted calls of <see cref="CreateAsync"/> left under a folder, then the folder's empty
    /// folders and itself where it is empty, durably. Only for folders whose writer is closed in the ledger.
    /// </summary>
    /// <exception cref="StorageDurabilityException">The system could not promise durability: the caller must end.</exception>
    void Tidy(string folder);

    /// <summary>
    /// True where a folder holds these files with their stored checksums and nothing else: no other file, no folder, nothing that an
    /// interrupted <see cref="CreateAsync"/> left. False also where the element cannot tell; then <see cref="Tidy"/> looks.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="paths">Paths of files in it, each of which was made durable.</param>
    bool HoldsOnly(string folder, IReadOnlyCollection<string> paths) => false;

    /// <summary>Complete files at or below a folder ("" for all), in ordinal order of their paths.</summary>
    /// <exception cref="StorageException">A folder cannot be read (also while enumerating).</exception>
    IEnumerable<StoredFile> List(string folder);
}
