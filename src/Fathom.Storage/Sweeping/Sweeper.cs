using Fathom.Storage.Elements;
using Fathom.Storage.Load;

namespace Fathom.Storage.Sweeping;

/// <summary>What one round of the sweeper did.</summary>
/// <param name="FilesDeleted">Files deleted.</param>
/// <param name="PathsSwept">Paths reported as swept.</param>
/// <param name="Faults">Paths whose element failed, with its words; they stay for the next round.</param>
public sealed record SweepReport(int FilesDeleted, int PathsSwept, IReadOnlyList<string> Faults);

/// <summary>
/// Deletes what closed attempts and transfers left. Only a path that the ledger names as closed is touched: never
/// because something seems absent or old.
/// </summary>
public sealed class Sweeper(
    ISweepLedger ledger, StorageElements elements, StorageLoadGovernor governor, SweepOptions options, TimeProvider time)
{
    private const int MarksAtATime = 128;

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await SweepOnceAsync(cancellation);
            await Task.Delay(options.Period, time, cancellation);
        }
    }

    /// <summary>One round over the closed paths; what cannot be swept is reported and stays for the next.</summary>
    /// <exception cref="StorageDurabilityException">A deletion could not be made durable: the server must end.</exception>
    public async Task<SweepReport> SweepOnceAsync(CancellationToken cancellation)
    {
        var (files, paths, faults) = (0, 0, new List<string>());
        // The ledger makes durable together what waits together: one path after the other would take a sync each.
        var marks = new List<Task>();
        foreach (var closed in await ledger.ClosedPathsAsync(options.PathsPerRound, cancellation))
        {
            try
            {
                files += await SweepAsync(closed, cancellation);
            }
            catch (Exception fault) when (IsOfThePath(fault))
            {
                faults.Add(fault.Message);
                continue;
            }
            marks.Add(ledger.MarkSweptAsync(closed, cancellation));
            paths++;
            if (marks.Count == MarksAtATime)
            {
                await Task.WhenAll(marks);
                marks.Clear();
            }
        }
        await Task.WhenAll(marks);
        return new SweepReport(files, paths, faults);
    }

    /// <summary>True where one path or element is at fault; where fsync failed, what is stored is unknown and the server ends.</summary>
    private static bool IsOfThePath(Exception fault) => fault
        is (IOException and not StorageDurabilityException)
        or UnauthorizedAccessException or StoragePathException or KeyNotFoundException;

    private async Task<int> SweepAsync(ClosedPath closed, CancellationToken cancellation)
    {
        var element = elements.Get(closed.Element);
        using var write = await governor.WriteAsync(closed.Element, cancellation);
        var keep = closed.Keep.ToHashSet(StringComparer.Ordinal);
        var deleted = element.List(StoragePath.Parse(closed.Path).Text)
            .Where(file => !keep.Contains(file.Path))
            .ToList()
            .Count(file => element.Delete(file.Path));
        element.Tidy(closed.Path);
        return deleted;
    }
}
