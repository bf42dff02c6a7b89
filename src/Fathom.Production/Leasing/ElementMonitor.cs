using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Production.Leasing;

/// <summary>Asks the storage elements again and again whether they can be written to: what computes for one that is away from the
/// server, or full, computes in vain.</summary>
public sealed class ElementMonitor(Ledger ledger, StorageElements elements, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

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
            string? why = TroubleOf(element);
            if (why != _known.GetValueOrDefault(element.Name))
            {
                await ledger.SetTroubleAsync(element.Name, why);
                _known[element.Name] = why;
            }
        }
    }

    private static string? TroubleOf(FolderElement element)
    {
        try
        {
            element.RequireRoom();
            return null;
        }
        catch (IOException fault)
        {
            return fault.Message;
        }
    }
}
