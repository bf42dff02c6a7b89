using Fathom.Storage.Elements;

namespace Fathom.Twin.Campaign;

/// <summary>The storage element of the outputs: every file is there, whole.</summary>
internal sealed class SoundElement : IStorageElement
{
    public const string ItsName = "outputs";

    public const long Size = 1024;

    public const string Checksum = "00c0ffee";

    public string Name => ItsName;

    public Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation) => Task.FromResult(Stat(path));

    public StoredFile Stat(string path) => new(path, Size, Checksum);

    public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => Task.FromResult(Checksum);

    public bool Delete(string path) => true;

    public IEnumerable<StoredFile> List(string folder) => [];

    public void Tidy(string folder)
    {
    }

    public Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation) =>
        throw new NotSupportedException("Simulated pilots write no bytes.");

    public Stream OpenRead(string path) => throw new NotSupportedException("Simulated files have no bytes.");
}
