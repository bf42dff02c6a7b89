using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Storage.Tests.Folder;

public sealed class FolderElementCopyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LeapingTime time = new();

    private FolderElement Element => new("se1", folder["root"]);

    [Theory]
    [InlineData(10_000, 5)]
    [InlineData(1_000_000, 0.05)]
    public async Task A_copy_has_the_bytes_and_takes_no_less_than_they_take_at_the_pace(double pace, double seconds)
    {
        byte[] bytes = [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 7))];
        await Element.CreateAsync("a/b", new MemoryStream(bytes), default);
        var found = await Element.CopyOutAsync("a/b", folder["copy"], pace, time, default);
        Assert.Equal((50_000, Adler32.Format(Adler32.Of(bytes))), (found.Size, found.Adler32));
        Assert.Equal(bytes, File.ReadAllBytes(folder["copy"]));
        Assert.InRange(time.Passed, seconds, seconds * 1.1);
    }

    [Fact]
    public async Task A_copy_without_a_ceiling_waits_for_nothing()
    {
        await Element.CreateAsync("a", new MemoryStream(new byte[100_000]), default);
        await Element.CopyOutAsync("a", folder["copy"], double.PositiveInfinity, time, default);
        Assert.Equal((100_000, 0), (new FileInfo(folder["copy"]).Length, time.Passed));
    }

    [Fact]
    public async Task What_is_not_there_is_the_elements_fault_and_what_cannot_be_written_is_not()
    {
        await Element.CreateAsync("a", new MemoryStream([1]), default);
        await Assert.ThrowsAsync<StorageMissingException>(() => Element.CopyOutAsync("nothing", folder["copy"], 1, time, default));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => Element.CopyOutAsync("a", folder["no/such/folder"], 1, time, default));
        File.WriteAllText(folder["copy"], "another's");
        await Assert.ThrowsAsync<IOException>(() => Element.CopyOutAsync("a", folder["copy"], 1, time, default));
        Assert.Equal("another's", File.ReadAllText(folder["copy"]));
    }

    public void Dispose() => folder.Dispose();
}
