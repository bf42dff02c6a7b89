using Fathom.Vo.Releases;

namespace Fathom.Vo.Publishing;

/// <summary>Makes the copies of what is published before a query needs them, and deletes those of what is published no more. What cannot be done
/// now, as where the disk is full, is tried again a minute later.</summary>
/// <param name="published">What is published.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told what cannot be copied.</param>
public sealed class CopyKeeper(PublishedShelf published, TimeProvider time, Action<string> log)
{
    /// <summary>A copy of more rows takes minutes and as much disk again as the table: it is made when a join needs it.</summary>
    public const long MostRows = 20_000_000;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), AfterTrouble = TimeSpan.FromMinutes(1);

    private PublishedTables? _done;
    private long? _troubled;
    private bool _isWhole;

    /// <summary>Keeps copies until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await KeepAsync(stop);
            await Task.Delay(Look, time, stop);
        }
    }

    /// <summary>Makes what is missing.</summary>
    /// <returns>False where something could not be done.</returns>
    public async Task<bool> KeepAsync(CancellationToken stop)
    {
        bool isRested = _troubled is not { } at || time.GetElapsedTime(at) > AfterTrouble;
        try
        {
            bool isServed = published.Server is not { IsUsable: false } server || (isRested && await server.TryOpenAsync(stop));
            PublishedTables tables = published.Look();
            if (ReferenceEquals(tables, _done) && (_isWhole || !isRested))
            {
                return _isWhole;
            }

            _isWhole = await MakeAsync(tables, stop) && isServed;
            _done = tables;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log($"Copies of published tables could not be made or deleted: {fault.Message}");
            _isWhole = false;
        }

        _troubled = _isWhole ? null : time.GetTimestamp();
        return _isWhole;
    }

    private async Task<bool> MakeAsync(PublishedTables tables, CancellationToken stop)
    {
        bool isWhole = true;
        foreach (ReleaseTable table in tables.Queryable.Select(table => table.Columns).OfType<ReleaseTable>().Where(table => table.Rows <= MostRows).OrderBy(table => table.Rows))
        {
            isWhole &= await CopyAsync(tables, table, stop);
        }

        published.Copies.Forget(tables.Contents);
        if (tables.Server is { } server)
        {
            await server.ForgetAsync(tables.Contents, stop);
        }

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
