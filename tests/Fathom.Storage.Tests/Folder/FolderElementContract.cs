using Fathom.Storage.Elements;
using Fathom.Storage.Folder;
using Fathom.Storage.Tests.Elements;

namespace Fathom.Storage.Tests.Folder;

public sealed class FolderElementContract : ElementContract, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FolderElementContract() => Element = new FolderElement("se1", folder.Path);

    protected override IStorageElement Element { get; }

    public void Dispose() => folder.Dispose();
}
