using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Production.Operations;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Production.Tests.Operations;

public sealed class WorkspaceElementsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WorkspaceFolders _folders;
    private readonly WorkspaceDatabase _database;

    public WorkspaceElementsTests()
    {
        _folders = new WorkspaceFolders(_folder.Path);
        _database = WorkspaceDatabase.Open(_folders.Database);
        _database.WriteAsync(transaction => StorageElementRegistry.Add(transaction, new StorageElementEntry("eos", "folder", "eos", "local", null))).GetAwaiter().GetResult();
    }

    private string Mark => _folder["eos/.fathom-element-eos"];

    [Fact]
    public async Task An_element_of_an_older_workspace_gets_its_mark_where_its_files_are()
    {
        await RegisterAsync();
        Assert.NotNull(Open(mark: false).Stat("raw/1"));
        Assert.False(File.Exists(Mark));
        Assert.NotNull(Open(mark: true).Stat("raw/1"));
        Assert.True(File.Exists(Mark));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_mount_point_is_not_taken_for_an_element_whose_files_are_known_and_gets_no_mark(bool mark)
    {
        await RegisterAsync();
        Directory.Move(_folder["eos"], _folder["unmounted"]);
        Directory.CreateDirectory(_folder["eos"]);
        Assert.Throws<StorageAwayException>(() => Open(mark).Stat("raw/1"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["eos"]));
    }

    [Fact]
    public void A_new_element_is_made_by_who_writes_and_not_by_who_reads()
    {
        Assert.Throws<StorageAwayException>(() => Open(mark: false).Stat("raw/1"));
        Assert.False(Directory.Exists(_folder["eos"]));
        Assert.Null(Open(mark: true).Stat("raw/1"));
        Assert.True(File.Exists(Mark));
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private IStorageElement Open(bool mark) => WorkspaceElements.Open(_folders, _database, mark).Get("eos");

    private async Task RegisterAsync()
    {
        var element = new FolderElement("eos", _folder["eos"]);
        StoredFile stored = await element.CreateAsync("raw/1", new MemoryStream([1, 2]), default);
        File.Delete(Mark); // as before there were marks
        await _database.WriteAsync(transaction =>
        {
            FileRegistrar.Announce(transaction, "eos", "raw/1");
            FileRegistrar.Register(transaction, new NewFile("raw/1", FileTiers.Raw, null, null, 2, stored.Adler32!, 1, "{}", [], null), "eos", "raw/1", "server");
        });
    }
}
