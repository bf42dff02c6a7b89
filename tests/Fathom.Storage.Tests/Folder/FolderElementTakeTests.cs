using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Storage.Tests.Folder;

public sealed class FolderElementTakeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private FolderElement Element => new("se1", folder["root"]);

    [Fact]
    public async Task A_file_that_is_taken_is_there_whole_with_its_checksum_and_no_longer_where_it_was()
    {
        var element = Element;
        var made = Made("out", [1, 2, 3]);
        var created = await element.CreateAsync("a/copy", new MemoryStream([1, 2, 3]), default);
        var taken = await element.TakeAsync("a/taken", made, default);
        Assert.Equal(created with { Path = "a/taken" }, taken);
        Assert.False(File.Exists(made));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["root/a/taken"]));
        Assert.Null(element.Stat("a/taken")!.Adler32); // nothing is durable yet
        Assert.Equal(taken, await element.MakeDurableAsync("a/taken", default));
    }

    [Fact]
    public async Task Taking_over_a_file_is_refused_and_both_stay_as_they_were()
    {
        var element = Element;
        await element.CreateAsync("a/x", new MemoryStream([9]), default);
        var made = Made("out", [1]);
        await Assert.ThrowsAsync<StorageConflictException>(() => element.TakeAsync("a/x", made, default));
        Assert.Equal([9], File.ReadAllBytes(folder["root/a/x"]));
        Assert.Equal([1], File.ReadAllBytes(made));
    }

    [Fact]
    public async Task From_another_file_system_it_is_copied()
    {
        if (!Directory.Exists("/dev/shm"))
        {
            return; // no second file system to be had
        }
        var elsewhere = Directory.CreateDirectory(Path.Combine("/dev/shm", "fathom-test-" + Guid.NewGuid().ToString("N")));
        try
        {
            var made = Path.Combine(elsewhere.FullName, "out");
            File.WriteAllBytes(made, [1, 2]);
            var taken = await Element.TakeAsync("a/x", made, default);
            Assert.Equal(2, taken.Size);
            Assert.Equal([1, 2], File.ReadAllBytes(folder["root/a/x"]));
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_link_a_folder_and_nothing_are_no_files_to_take()
    {
        var element = Element;
        File.WriteAllText(folder["secret"], "secret");
        File.CreateSymbolicLink(folder["link"], folder["secret"]);
        Directory.CreateDirectory(folder["folder"]);
        foreach (var name in new[] { "link", "folder", "nothing" })
        {
            await Assert.ThrowsAsync<FileNotFoundException>(() => element.TakeAsync("a/" + name, folder[name], default));
            Assert.Null(element.Stat("a/" + name));
        }
    }

    [Fact]
    public async Task What_an_interrupted_call_left_is_something_else_in_the_folder()
    {
        var element = Element;
        await element.CreateAsync("a/x", new MemoryStream([1]), default);
        await element.MakeDurableAsync("a/x", default);
        Assert.True(element.HoldsOnly("a", ["a/x"]));
        File.WriteAllText(folder["root/a/.fathom-part-0123"], "half");
        Assert.False(element.HoldsOnly("a", ["a/x"]));
    }

    public void Dispose() => folder.Dispose();

    private string Made(string name, byte[] bytes)
    {
        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }
}
