using System.Security.Cryptography;
using Fathom.Compute.Node;

namespace Fathom.Compute.Tests.Node;

public sealed class ContentCacheTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Bytes));
    private readonly TemporaryFolder folder = new();

    private string Part => Path.Combine(folder.Path, "content", Hash + ".part");

    [Fact]
    public async Task Of_a_herd_of_pilots_on_a_node_one_downloads_and_all_get_the_same_file()
    {
        var downloads = 0;
        var paths = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => new ContentCache(folder.Path, TimeProvider.System).GetAsync(
            Hash,
            async (from, into, cancellation) =>
            {
                Interlocked.Increment(ref downloads);
                await into.WriteAsync(Bytes.AsMemory((int)from), cancellation);
                return true;
            },
            default))));
        Assert.Equal(1, downloads);
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Assert.Single(paths.Distinct())));
    }

    [Fact]
    public async Task What_broke_off_goes_on_where_it_ended_and_has_no_name_until_it_is_whole()
    {
        await Assert.ThrowsAsync<IOException>(() => GetAsync(async (_, into, cancellation) =>
        {
            await into.WriteAsync(Bytes.AsMemory(0, 3000), cancellation);
            throw new IOException("broken off");
        }));
        Assert.False(File.Exists(Path.Combine(folder.Path, "content", Hash)));

        var offsets = new List<long>();
        var path = await GetAsync(Serve(offsets));
        Assert.Equal([3000], offsets);
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_beginning_that_was_damaged_is_brought_again()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, [1, 2, 3]);
        var offsets = new List<long>();
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(await GetAsync(Serve(offsets))));
        Assert.Equal([3, 0], offsets);

        // Longer than the content: the server has nothing behind its end.
        File.Delete(Path.Combine(folder.Path, "content", Hash));
        await File.WriteAllBytesAsync(Part, [.. Bytes, 1]);
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(await GetAsync(Serve(offsets))));
    }

    [Fact]
    public async Task Content_of_another_hash_never_gets_the_name()
    {
        var wrong = await Assert.ThrowsAsync<ContentUnavailableException>(() => GetAsync(async (_, into, cancellation) =>
        {
            await into.WriteAsync(new byte[] { 1 }, cancellation);
            return true;
        }));
        Assert.Equal("ContentDamaged", wrong.Cause);
        Assert.Equal([Hash + ".lock"], Directory.EnumerateFiles(Path.Combine(folder.Path, "content")).Select(Path.GetFileName));
        await Assert.ThrowsAsync<ContentUnavailableException>(() => new ContentCache(folder.Path, TimeProvider.System).GetAsync("../" + Hash[3..], Serve([]), default));
    }

    [Fact]
    public async Task What_nobody_asked_for_in_a_month_goes_when_something_new_comes()
    {
        var old = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "content")).FullName, new string('a', 64));
        var used = Path.Combine(folder.Path, "content", new string('b', 64));
        foreach (var (file, days) in new[] { (old, 31), (used, 29) })
        {
            await File.WriteAllTextAsync(file, "x");
            File.SetLastWriteTimeUtc(file, (TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(days)).UtcDateTime);
        }
        await GetAsync(Serve([]));
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(used));
    }

    public void Dispose() => folder.Dispose();

    private static Func<long, Stream, CancellationToken, Task<bool>> Serve(List<long> offsets) => async (from, into, cancellation) =>
    {
        offsets.Add(from);
        if (from > Bytes.Length)
        {
            return false;
        }
        await into.WriteAsync(Bytes.AsMemory((int)from), cancellation);
        return true;
    };

    private Task<string> GetAsync(Func<long, Stream, CancellationToken, Task<bool>> download) =>
        new ContentCache(folder.Path, TimeProvider.System).GetAsync(Hash, download, default);
}
