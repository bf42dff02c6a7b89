using Fathom.Vo.Queries;
using Fathom.Vo.Releases;

namespace Fathom.Vo.Tests.Queries;

/// <summary>A release of a million synthetic events.</summary>
public sealed class MillionEvents : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ReleaseTable? _table;

    internal TableCatalog Catalog { get; private set; } = new([]);

    public async Task InitializeAsync()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "nu", "events", new SyntheticEvents(1_000_000, 1));
        _table = ReleaseTable.Open(_folder["t"]);
        Catalog = new TableCatalog([new QueryTable(_table.Description) { Columns = _table }]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _table?.Dispose();
        _folder.Dispose();
    }
}
