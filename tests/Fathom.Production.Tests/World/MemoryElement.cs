using System.Collections.Concurrent;
using Fathom.Storage.Elements;

namespace Fathom.Production.Tests.World;

/// <summary>A storage element in memory, which outlives the crash of a server as a disk does.</summary>
internal sealed class MemoryElement(string name) : IStorageElement
{
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string? Sum)> _files = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    /// <summary>Set to make the next checks fail.</summary>
    public Exception? Fault { get; set; }

    public void Write(string path, byte[] bytes) =>
        Assert.True(_files.TryAdd(path, (bytes, null)), $"{path} was written twice.");

    /// <summary>Changes the bytes behind the element's back.</summary>
    public void Tamper(string path, byte[] bytes, bool keepSum = true) =>
        _files[path] = (bytes, keepSum ? _files[path].Sum : Adler32(bytes));

    public static string Adler32(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        foreach (byte one in bytes)
        {
            a = (a + one) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16 | a).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation)
    {
        if (Fault is not null)
        {
            throw Fault;
        }

        if (!_files.TryGetValue(path, out (byte[] Bytes, string? Sum) file))
        {
            throw new StorageMissingException(Name, path);
        }

        _files[path] = (file.Bytes, Adler32(file.Bytes));
        return Task.FromResult(Stat(path)!);
    }

    public StoredFile? Stat(string path) =>
        _files.TryGetValue(path, out (byte[] Bytes, string? Sum) file) ? new StoredFile(path, file.Bytes.Length, file.Sum) : null;

    public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => Task.FromResult(Adler32(_files[path].Bytes));

    public Stream OpenRead(string path) => new MemoryStream(_files[path].Bytes, writable: false);

    public bool Delete(string path) => _files.TryRemove(path, out _);

    public void Tidy(string folder)
    {
    }

    public IEnumerable<StoredFile> List(string folder) => _files.Keys.Order(StringComparer.Ordinal)
        .Where(path => folder.Length == 0 || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(path => Stat(path)!);
}
