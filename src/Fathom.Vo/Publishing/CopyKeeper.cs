using Fathom.Vo.Releases;

namespace Fathom.Vo.Publishing;

/// <summary>Makes the copies of what is published before a query needs them, and deletes those of what is published no more.</summary>
/// <param name="published">What is published.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told what cannot be copied.</param>
public sealed class CopyKeeper(PublishedShelf published, TimeProvider time, Action<string> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), AfterTrouble = TimeSpan.FromMinutes(1);

    private PublishedTables? _done;

    /// <summary>Keeps copies until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(await KeepAsync(stop) ? Look : AfterTrouble, time, stop);
        }
    }

    /// <summary>Makes what is missing.</summary>
    /// <returns>False where something could not be copied; it is tried again later.</returns>
    public async Task<bool> KeepAsync(CancellationToken stop)
    {
        bool isServed = published.Server is null || await published.Server.TryOpenAsync(stop);
        PublishedTables tables = published.Look();
        if (ReferenceEquals(tables, _done))
        {
            return isServed;
        }

        bool isWhole = isServed;
        foreach (ReleaseTable table in tables.Queryable.Select(table => table.Columns).OfType<ReleaseTable>().OrderBy(table => table.Rows))
        {
            isWhole &= await CopyAsync(tables, table, stop);
        }

        published.Copies.Forget(tables.Contents);
        if (tables.Server is { } server)
        {
            await server.ForgetAsync(tables.Contents, stop);
        }

        _done = isWhole ? tables : null;
        return isWhole;
    }

    private async Task<bool> CopyAsync(PublishedTables tables, ReleaseTable table, CancellationToken stop)
    {
        try
        {
            await published.Copies.FileOf(table).WaitAsync(stop);
            return tables.Server is null || await tables.Server.MakeAsync(table).WaitAsync(stop);
        }
        catch (IOException fault)
        {
            log($"{table.Description.QualifiedName}: {fault.Message}");
            return false;
        }
    }
}
