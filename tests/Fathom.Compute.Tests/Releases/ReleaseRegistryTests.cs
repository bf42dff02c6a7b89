using Fathom.Compute.Node;
using Fathom.Compute.Releases;
using Fathom.Database;

namespace Fathom.Compute.Tests.Releases;

public sealed class ReleaseRegistryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private ReleaseRegistry Registry => new(new WorkspaceFolders(folder["w"]));

    [Fact]
    public void A_release_is_found_by_its_name_which_never_comes_to_mean_other_files()
    {
        var added = Add("reco-1", "one");
        Assert.Equal(added, Registry.Find("reco-1"));
        Assert.Equal(added, Add("reco-1", "one")); // the same again
        Assert.Contains("other files", Assert.Throws<ReleaseException>(() => Add("reco-1", "two")).Message, StringComparison.Ordinal);
        Assert.Equal([added, Add("reco-2", "two")], Registry.List());
        Assert.Equal(added.Bytes, new FileInfo(Registry.ArchiveOf(added.Sha256)!).Length);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["w/releases"], ".new-*"));
        Assert.Null(Registry.Find("reco-3"));
    }

    [Fact]
    public void A_release_that_is_removed_takes_its_archive_along_unless_another_name_has_it_and_its_name_keeps_its_meaning()
    {
        var (first, second) = (Add("reco-1", "one"), Add("reco-1-again", "one"));
        Assert.True(Registry.IsShared(first));
        Registry.Remove(first);
        Assert.Equal([second], Registry.List());
        Assert.NotNull(Registry.ArchiveOf(first.Sha256));
        Assert.Contains("other files", Assert.Throws<ReleaseException>(() => Add("reco-1", "two")).Message, StringComparison.Ordinal);
        Registry.Remove(second);
        Assert.Null(Registry.ArchiveOf(first.Sha256));
        Assert.Equal(first.Sha256, Add("reco-1", "one").Sha256);
        Assert.NotNull(Registry.ArchiveOf(first.Sha256));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("a b")]
    public void A_name_that_is_none_is_refused_and_finds_nothing(string name)
    {
        Assert.Throws<ReleaseException>(() => Add(name, "one"));
        Assert.Null(Registry.Find(name));
        Assert.Null(Registry.ArchiveOf(name));
    }

    [Fact]
    public async Task A_node_brings_and_unpacks_a_release_once_however_many_pilots_ask_and_again_where_it_was_cut_short()
    {
        var release = Add("reco-1", "one");
        var (brought, cache) = (0, Path.Combine(folder.Path, "cache"));
        Directory.CreateDirectory(Path.Combine(cache, "releases", release.Sha256 + ".part", "half")); // a pilot that was killed
        var places = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            new ReleaseCache(new ContentCache(cache, TimeProvider.System), TimeProvider.System).GetAsync(release.Sha256, async (from, into, end) =>
            {
                Interlocked.Increment(ref brought);
                await into.WriteAsync((await File.ReadAllBytesAsync(Registry.ArchiveOf(release.Sha256)!, end)).AsMemory((int)from), end);
                return true;
            }, CancellationToken.None))));
        Assert.Equal(1, brought);
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(Assert.Single(places.Distinct()), "bin/program")));
        Assert.False(Directory.Exists(Path.Combine(places[0], "half")));
    }

    [Fact]
    public async Task A_release_that_is_missing_or_damaged_is_named()
    {
        var release = Add("reco-1", "one");
        var parameters = new Dictionary<string, string>();
        ReleaseReference.Add(release, parameters);
        var installed = new InstalledRelease(Registry, folder["cache"], TimeProvider.System);
        var archive = Registry.ArchiveOf(release.Sha256)!;
        var bytes = await File.ReadAllBytesAsync(archive);
        bytes[^600] ^= 1;
        await File.WriteAllBytesAsync(archive, bytes);
        Assert.Contains("ContentDamaged", (await RefusedAsync()).Message, StringComparison.Ordinal);
        File.Delete(archive);
        Assert.Contains("ReleaseMissing: the workspace has no release reco-1", (await RefusedAsync()).Message, StringComparison.Ordinal);
        Add("reco-1", "one");
        Assert.True(File.Exists(Path.Combine((await installed.FindAsync(parameters, CancellationToken.None))[ReleaseReference.PathParameter], "bin/program")));

        Task<ReleaseException> RefusedAsync() => Assert.ThrowsAsync<ReleaseException>(() => installed.FindAsync(parameters, CancellationToken.None));
    }

    public void Dispose() => folder.Dispose();

    private Release Add(string name, string text)
    {
        Directory.CreateDirectory(folder["from/bin"]);
        File.WriteAllText(folder["from/bin/program"], text);
        return Registry.Add(name, folder["from"], TimeProvider.System);
    }
}
