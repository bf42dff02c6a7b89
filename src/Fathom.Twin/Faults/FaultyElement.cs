using Fathom.Storage.Elements;

namespace Fathom.Twin.Faults;

/// <summary>A storage element in memory: files are there whole, in part, or not at all.</summary>
/// <param name="trusts">True: says of every file that it is as it was announced, without a look.</param>
internal sealed class FaultyElement(bool trusts) : IStorageElement
{
    private readonly Dictionary<string, StoredFile> _files = new(StringComparer.Ordinal);

    public const long WholeSize = 1024;

    public const string WholeChecksum = "00c0ffee";

    public string Name => "memory";

    /// <summary>Puts a file there; never over another (create-only).</summary>
    public void Put(string path, bool whole) =>
        _files.TryAdd(path, new StoredFile(path, whole ? WholeSize : WholeSize / 2, whole ? WholeChecksum : "0000dead"));

    public bool IsWhole(string path) => _files.TryGetValue(path, out StoredFile? file) && file.Size == WholeSize;

    public Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation) =>
        trusts ? Task.FromResult(new StoredFile(path, WholeSize, WholeChecksum))
        : _files.TryGetValue(path, out StoredFile? file) ? Task.FromResult(file)
        : Task.FromException<StoredFile>(new StorageMissingException(Name, path));

    public StoredFile? Stat(string path) => _files.GetValueOrDefault(path);

    public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => Task.FromResult(_files[path].Adler32!);

    public bool Delete(string path) => _files.Remove(path);

    public IEnumerable<StoredFile> List(string folder) => _files.Values.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    public void Tidy(string folder)
    {
    }

    public Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation) =>
        throw new NotSupportedException("Simulated pilots put files by name.");

    public Stream OpenRead(string path) => throw new NotSupportedException("Simulated files have no bytes.");
}
