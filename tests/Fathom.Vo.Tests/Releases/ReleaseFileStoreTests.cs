using Fathom.Vo.Releases;

namespace Fathom.Vo.Tests.Releases;

public sealed class ReleaseFileStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReleaseFileStore _store;

    public ReleaseFileStoreTests() => _store = new ReleaseFileStore(_folder["files"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_stored_under_its_sum_with_size_and_media_type_and_the_same_bytes_once()
    {
        ReleaseDescription release = await StoredAsync();
        Assert.Equal(["event.root", "area.csv"], release.Files.Select(file => file.Name));
        Assert.Equal([FileRole.FullEvent, FileRole.Calibration], release.Files.Select(file => file.Role));
        Assert.All(release.Files, file => Assert.Equal((3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), (file.Size, file.Sha256)));
        Assert.Equal(["application/vnd.root", "text/csv"], release.Files.Select(file => file.ContentType));
        Assert.Equal("area.csv", Assert.Single(release.Responses).File);
        Assert.Single(Directory.EnumerateFiles(_folder["files"]));
        Assert.Null(await _store.ProblemAsync(release.Files[0], default));
    }

    [Fact]
    public async Task A_file_that_is_absent_cut_short_or_changed_is_a_problem()
    {
        ReleaseFile file = (await StoredAsync()).Files[0];
        await File.WriteAllTextAsync(_store.PathOf(file), "abd");
        Assert.Contains("SHA-256", await _store.ProblemAsync(file, default), StringComparison.Ordinal);
        await File.WriteAllTextAsync(_store.PathOf(file), "ab");
        Assert.Contains("expected 3 bytes, found 2", await _store.ProblemAsync(file, default), StringComparison.Ordinal);
        File.Delete(_store.PathOf(file));
        Assert.Contains("not in the store", await _store.ProblemAsync(file, default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_description_names_and_that_is_not_there_is_refused_and_so_is_a_sum_that_is_a_path()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => _store.AddAsync(Described, _ => null, default));
        Assert.Throws<ArgumentException>(() => _store.PathOf(new ReleaseFile("a", FileRole.Preview, "b") { Sha256 = "../../../../../../../../../../../../../../../../../../../etc/passwd" }));
    }

    private static ReleaseDescription Described => new()
    {
        Files = [new ReleaseFile("deep/event.root", FileRole.FullEvent, "all hits") { Row = "1" }],
        Responses = [new ReleaseResponse(ResponseKind.EffectiveArea, "deep/area.csv", "area")],
    };

    private async Task<ReleaseDescription> StoredAsync()
    {
        await File.WriteAllTextAsync(_folder["source"], "abc");
        return await _store.AddAsync(Described, _ => _folder["source"], default);
    }
}
