using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Production.Leasing;

/// <summary>Asks the storage elements again and again whether they can be written to: what computes for one that is away from the
/// server, or full, computes in vain.</summary>
public sealed class ElementMonitor(Ledger ledger, StorageElements elements, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (string? Trouble, double Room)> _known = new(StringComparer.Ordinal);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await LookAsync();
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Asks once, and tells the ledger what has changed.</summary>
    public async Task LookAsync()
    {
        foreach (FolderElement element in elements.All.OfType<FolderElement>())
        {
            (string? Trouble, double Room) now = RoomOf(element);
            if (!_known.TryGetValue(element.Name, out (string?, double) before) || before != now)
            {
                await ledger.SetRoomAsync(element.Name, now.Trouble, now.Room);
                _known[element.Name] = now;
            }
        }
    }

    private static (string? Trouble, double Room) RoomOf(FolderElement element)
    {
        try
        {
            return (null, element.RequireRoom() ?? double.PositiveInfinity);
        }
        catch (StorageException fault)
        {
            return (fault.Message, 0);
        }
    }
}
