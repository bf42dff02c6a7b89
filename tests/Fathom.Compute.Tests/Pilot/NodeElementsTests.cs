using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Compute.Tests.Pilot;

public sealed class NodeElementsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly NodeElements elements = new(TimeProvider.System);

    [Fact]
    public async Task An_element_that_was_away_is_asked_again_by_the_next_job()
    {
        var address = new StorageElementAddress("se", "folder", folder["mount"], Marked: true);
        await Assert.ThrowsAsync<StorageAwayException>(() => elements.AnsweringAsync(address));
        _ = new FolderElement("se", folder["mount"]);
        Assert.Equal(folder["mount"], (await elements.AnsweringAsync(address)).Root);
        Assert.Same(elements.At(address), elements.At(address with { }));
    }

    [Fact]
    public async Task An_element_of_another_kind_is_refused() =>
        await Assert.ThrowsAsync<StorageDeniedException>(() => elements.AskAsync(new StorageElementAddress("eos", "xroot", "/eos")));

    public void Dispose() => folder.Dispose();
}
