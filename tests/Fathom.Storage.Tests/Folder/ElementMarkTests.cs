using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Storage.Tests.Folder;

/// <summary>An empty mount point looks like an element without files; the mark tells them apart.</summary>
public sealed class ElementMarkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("")] // the mount point alone
    [InlineData(".fathom-element-other")] // another element's file system
    [InlineData(null)] // not even the mount point
    public async Task Of_an_element_that_is_away_nothing_is_known_and_nothing_is_written_in_its_place(string? inside)
    {
        var element = new FolderElement("se", folder["mount"]);
        await element.CreateAsync("d/f", new MemoryStream([1, 2, 3]), default);
        await element.MakeDurableAsync("d/f", default);
        Directory.Move(folder["mount"], folder["elsewhere"]);
        if (inside is not null)
        {
            Directory.CreateDirectory(folder["mount"]);
            File.WriteAllText(folder[$"mount/{(inside.Length > 0 ? inside : "lost+found")}"], "");
        }
        File.WriteAllText(folder["local"], "bytes");

        Assert.False(element.IsHere);
        Assert.Throws<StorageAwayException>(() => element.Stat("d/f"));
        Assert.Throws<StorageAwayException>(() => element.OpenRead("d/f").Dispose());
        Assert.Throws<StorageAwayException>(() => element.LocalPath("d/f"));
        Assert.Throws<StorageAwayException>(() => element.Delete("d/f"));
        Assert.Throws<StorageAwayException>(() => element.Tidy("d"));
        Assert.Throws<StorageAwayException>(() => element.List(""));
        Assert.Throws<StorageAwayException>(() => element.List("d"));
        await Assert.ThrowsAsync<StorageAwayException>(() => element.ChecksumAsync("d/f", default));
        await Assert.ThrowsAsync<StorageAwayException>(() => element.MakeDurableAsync("d/f", default));
        await Assert.ThrowsAsync<StorageAwayException>(() => element.CreateAsync("d/g", new MemoryStream([1]), default));
        await Assert.ThrowsAsync<StorageAwayException>(() => element.TakeAsync("d/h", folder["local"], default));
        Assert.Throws<StorageAwayException>(element.RequireHere);
        Assert.False(element.HoldsOnly("d", ["d/f"]));
        Assert.True(inside is null ? !Directory.Exists(folder["mount"]) : Directory.GetFileSystemEntries(folder["mount"]).Length == 1);

        if (inside is not null)
        {
            Directory.Delete(folder["mount"], recursive: true);
        }
        Directory.Move(folder["elsewhere"], folder["mount"]);
        Assert.Equal(3, element.Stat("d/f")!.Size);
        Assert.True(element.Delete("d/f"));
    }

    [Fact]
    public void Who_only_visits_makes_neither_folder_nor_mark()
    {
        Assert.False(new FolderElement("se", folder["nowhere"], make: false).IsHere);
        Assert.False(Directory.Exists(folder["nowhere"]));
    }

    [Fact]
    public void A_folder_from_before_there_were_marks_is_used_without_where_that_is_said()
    {
        Directory.CreateDirectory(folder["old"]);
        Assert.False(new FolderElement("se", folder["old"], make: false).IsHere);
        Assert.True(new FolderElement("se", folder["old"], make: false, marked: false).IsHere);
        Assert.True(new FolderElement("se", folder["old"]).IsHere);
        Assert.True(new FolderElement("se", folder["old"], make: false).IsHere);
    }

    [Fact]
    public void What_is_wrong_says_how_to_make_the_mark()
    {
        Directory.CreateDirectory(folder["old"]);
        var away = Assert.Throws<StorageAwayException>(() => new FolderElement("se", folder["old"], make: false).Stat("f"));
        Assert.EndsWith($"make the mark: touch {folder["old"]}/.fathom-element-se", away.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
