using System.Security.Cryptography;

namespace Fathom.Vo.Releases;

/// <summary>Files that go with releases, each once under the SHA-256 of its bytes: a release names the bytes, and they never change.</summary>
/// <param name="folder">The folder; made when it is needed.</param>
public sealed class ReleaseFileStore(string folder)
{
    private const int Part = 1 << 16;

    /// <summary>Where the bytes of a file are.</summary>
    /// <exception cref="ArgumentException">The file is not stored.</exception>
    public string PathOf(ReleaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigitLower) ? Path.Combine(folder, file.Sha256)
            : throw new ArgumentException($"{file.Name} has no SHA-256.", nameof(file));
    }

    /// <summary>Stores what a description names: its files, and its responses as files that calibrate.</summary>
    /// <param name="release">The description.</param>
    /// <param name="find">Where a file that the description names lies; null: it is not there.</param>
    /// <param name="stop">Stops the copying; what was stored stays, and does no harm.</param>
    /// <returns>The description with sizes and sums.</returns>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public async Task<ReleaseDescription> AddAsync(ReleaseDescription release, Func<string, string?> find, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(release);
        IEnumerable<ReleaseFile> responses = release.Responses.DistinctBy(response => response.File)
            .Select(response => new ReleaseFile(response.File, FileRole.Calibration, response.Description));
        var stored = new List<ReleaseFile>();
        foreach (ReleaseFile file in release.Files.Concat(responses))
        {
            string path = find(file.Name) ?? throw new FileNotFoundException($"{file.Name}: the description names this file, and it is not there.");
            stored.Add(await AddAsync(file, path, stop));
        }

        return release with
        {
            Files = stored,
            Responses = [.. release.Responses.Select(response => response with { File = Path.GetFileName(response.File) })],
        };
    }

    /// <summary>What is wrong with a stored file: absent, cut short or other bytes; null: nothing.</summary>
    public async Task<string?> ProblemAsync(ReleaseFile file, CancellationToken stop)
    {
        string path = PathOf(file);
        if (!File.Exists(path))
        {
            return "its bytes are not in the store.";
        }

        await using FileStream stream = File.OpenRead(path);
        return stream.Length != file.Size ? $"expected {file.Size} bytes, found {stream.Length}."
            : Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop)) != file.Sha256 ? "its bytes are not those of its SHA-256." : null;
    }

    private async Task<ReleaseFile> AddAsync(ReleaseFile file, string path, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        string fresh = Path.Combine(folder, $"{Path.GetRandomFileName()}.new");
        try
        {
            (long size, string sum) = await CopyAsync(path, fresh, stop);
            ReleaseFile stored = file with
            {
                Name = Path.GetFileName(file.Name),
                ContentType = file.ContentType.Length > 0 ? file.ContentType : MediaTypes.Of(file.Name),
                Size = size,
                Sha256 = sum,
            };
            File.Move(fresh, PathOf(stored), overwrite: true);
            FreshFile.SyncFolder(folder);
            return stored;
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    private static async Task<(long Size, string Sum)> CopyAsync(string from, string to, CancellationToken stop)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream source = File.OpenRead(from);
        await using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        byte[] part = new byte[Part];
        long size = 0;
        for (int got; (got = await source.ReadAsync(part, stop)) > 0; size += got)
        {
            sum.AppendData(part, 0, got);
            await target.WriteAsync(part.AsMemory(0, got), stop);
        }

        target.Flush(flushToDisk: true);
        return (size, Convert.ToHexStringLower(sum.GetHashAndReset()));
    }
}
