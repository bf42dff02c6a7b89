using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;

namespace Fathom.Storage.Tests.Elements;

/// <summary>What every kind of storage element must do.</summary>
public abstract class ElementContract
{
    protected abstract IStorageElement Element { get; }

    [Fact]
    public async Task A_created_file_reads_back_with_its_size_and_checksum()
    {
        var bytes = Bytes(700_000);
        var created = await Element.CreateAsync("a/b/c.root", new MemoryStream(bytes), default);

        Assert.Equal(new StoredFile("a/b/c.root", bytes.Length, Adler32.Format(Adler32.Of(bytes))), created);
        Assert.Equal(bytes, ReadAll("a/b/c.root"));
        Assert.Equal(created.Adler32, await Element.ChecksumAsync("a/b/c.root", default));
    }

    [Fact]
    public async Task The_checksum_is_stored_when_the_file_is_made_durable_and_not_before()
    {
        await Create("f", 1000);
        Assert.Equal(new StoredFile("f", 1000, null), Element.Stat("f"));
        var durable = await Element.MakeDurableAsync("f", default);
        Assert.Equal(durable, Element.Stat("f"));
        Assert.Equal(await Element.ChecksumAsync("f", default), durable.Adler32);
        Assert.Equal(durable, await Element.MakeDurableAsync("f", default));
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        await Create("empty", 0);
        Assert.Equal(new StoredFile("empty", 0, "00000001"), await Element.MakeDurableAsync("empty", default));
    }

    [Fact]
    public async Task Creating_over_a_file_is_refused_and_leaves_it_as_it_was()
    {
        await Create("once", 10);
        var before = ReadAll("once");
        await Assert.ThrowsAsync<StorageConflictException>(() => Create("once", 20));
        Assert.Equal(before, ReadAll("once"));
        Assert.Single(Element.List(""));
    }

    [Fact]
    public async Task Of_many_that_create_the_same_path_at_once_exactly_one_succeeds_and_its_bytes_are_whole()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(1, 12).Select(size => Task.Run(async () =>
        {
            try
            {
                return await Create("race", size * 100_000);
            }
            catch (StorageConflictException)
            {
                return null;
            }
        })));
        var winner = Assert.Single(attempts, file => file is not null);
        Assert.Equal(winner!.Size, Element.Stat("race")!.Size);
        Assert.Equal(winner.Adler32, await Element.ChecksumAsync("race", default));
    }

    [Fact]
    public async Task While_a_file_is_being_written_nothing_is_visible()
    {
        var seen = new List<StoredFile?>();
        var source = new WatchedStream(Bytes(600_000), () => seen.Add(Element.Stat("slow") ?? Element.List("").FirstOrDefault()));
        await Element.CreateAsync("slow", source, default);
        Assert.True(seen.Count > 1);
        Assert.All(seen, Assert.Null);
        Assert.NotNull(Element.Stat("slow"));
    }

    [Fact]
    public async Task A_source_that_breaks_leaves_nothing_and_the_path_can_be_used_again()
    {
        var calls = 0;
        var source = new WatchedStream(Bytes(600_000), () => _ = ++calls == 2 ? throw new InvalidOperationException("broken") : 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Element.CreateAsync("x/broken", source, default));
        Assert.Null(Element.Stat("x/broken"));
        Assert.Empty(Element.List(""));
        Assert.NotNull(await Create("x/broken", 5));
    }

    [Fact]
    public async Task Deleting_removes_only_the_file_and_may_be_repeated()
    {
        await Create("d/one", 1);
        await Create("d/two", 2);
        await Element.MakeDurableAsync("d/one", default);
        Assert.True(Element.Delete("d/one"));
        Assert.False(Element.Delete("d/one"));
        Assert.False(Element.Delete("never/was"));
        Assert.Equal(["d/two"], Element.List("").Select(file => file.Path));
        await Create("d/one", 3);
        Assert.Null(Element.Stat("d/one")!.Adler32); // the old checksum went with the old file
    }

    [Fact]
    public async Task Listing_gives_the_files_of_a_folder_in_order_and_no_neighbour_of_similar_name()
    {
        foreach (var path in new[] { "r1/b", "r1/a/z", "r1/a.txt", "r10/x", "r" })
        {
            await Create(path, 1);
        }
        Assert.Equal(["r1/a.txt", "r1/a/z", "r1/b"], Element.List("r1").Select(file => file.Path));
        Assert.Equal(["r", "r1/a.txt", "r1/a/z", "r1/b", "r10/x"], Element.List("").Select(file => file.Path));
        Assert.Equal(["r1/b"], Element.List("r1/b").Select(file => file.Path));
        Assert.Empty(Element.List("nothing"));
    }

    [Fact]
    public async Task A_folder_holds_only_what_is_named_until_anything_else_is_put_there()
    {
        await Create("d/one", 1);
        await Create("d/two", 2);
        await Create("e/other", 3);
        await Element.MakeDurableAsync("d/one", default);
        await Element.MakeDurableAsync("d/two", default);
        Assert.True(Element.HoldsOnly("d", ["d/one", "d/two"]));
        Assert.False(Element.HoldsOnly("d", ["d/one"]));
        Assert.False(Element.HoldsOnly("d", ["d/one", "e/two"]));
        await Create("d/deep/three", 3);
        Assert.False(Element.HoldsOnly("d", ["d/one", "d/two", "d/deep/three"])); // what it cannot vouch for at a glance
    }

    [Fact]
    public async Task A_missing_file_is_a_null_or_a_clear_error()
    {
        Assert.Null(Element.Stat("no/such"));
        var error = Assert.Throws<StorageMissingException>(() => Element.OpenRead("no/such"));
        Assert.Contains("no/such", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageMissingException>(() => Element.MakeDurableAsync("no/such", default));
        await Assert.ThrowsAsync<StorageMissingException>(() => Element.ChecksumAsync("no/such", default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("a/../../b")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\\b")]
    [InlineData(".fathom-part-1")]
    [InlineData("a/.fathom-adler32-x")]
    public async Task A_hostile_path_is_refused_by_every_member(string path)
    {
        await Assert.ThrowsAsync<StoragePathException>(() => Create(path, 1));
        await Assert.ThrowsAsync<StoragePathException>(() => Element.MakeDurableAsync(path, default));
        await Assert.ThrowsAsync<StoragePathException>(() => Element.ChecksumAsync(path, default));
        Assert.Throws<StoragePathException>(() => Element.Stat(path));
        Assert.Throws<StoragePathException>(() => Element.OpenRead(path));
        Assert.Throws<StoragePathException>(() => Element.Delete(path));
        Assert.Throws<StoragePathException>(() => Element.Tidy(path));
        Assert.Throws<StoragePathException>(() => Element.HoldsOnly(path, []));
        if (path.Length > 0)
        {
            Assert.Throws<StoragePathException>(() => Element.List(path).Count());
        }
    }

    [Fact]
    public async Task The_longest_name_works_and_a_longer_one_is_refused()
    {
        await Create(new string('n', 239), 1);
        Assert.NotNull((await Element.MakeDurableAsync(new string('n', 239), default)).Adler32);
        await Assert.ThrowsAsync<StoragePathException>(() => Create(new string('n', 240), 1));
        await Assert.ThrowsAsync<StoragePathException>(() => Create(string.Join('/', Enumerable.Repeat("folder", 200)), 1));
    }

    protected static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    protected Task<StoredFile> Create(string path, int size) => Element.CreateAsync(path, new MemoryStream(Bytes(size)), default);

    protected byte[] ReadAll(string path)
    {
        using var stream = Element.OpenRead(path);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed class WatchedStream(byte[] bytes, Action onRead) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onRead();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
