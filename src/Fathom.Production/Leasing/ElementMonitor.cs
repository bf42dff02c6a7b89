using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Production.Leasing;

/// <summary>Asks the storage elements again and again whether they can be written to: what computes for one that is away from the
/// server, or full, computes in vain.</summary>
/// <param name="ledger">Is told what has changed.</param>
/// <param name="elements">The elements.</param>
/// <param name="time">The clock.</param>
/// <param name="troubles">Called where an element's trouble came, went or became another; default: nobody is.</param>
public sealed class ElementMonitor(Ledger ledger, StorageElements elements, TimeProvider time, Action? troubles = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ElementProbe[] _probes = [.. elements.All.OfType<FolderElement>().Select(element => new ElementProbe(element, time))];
    private readonly Dictionary<string, (string? Trouble, double Room)> _told = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<ElementState> _states = [];

    /// <summary>What each element answered last; none before the first look.</summary>
    public IReadOnlyList<ElementState> States => _states;

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
        _states = await Task.WhenAll(_probes.Select(probe => probe.AskAsync()));
        foreach (ElementState state in _states)
        {
            (string? Trouble, double Room) now = (state.Trouble?.Message, state.Trouble is not null ? 0 : state.Room?.Free ?? double.PositiveInfinity);
            if (!_told.TryGetValue(state.Name, out (string? Trouble, double Room) before) || before != now)
            {
                await ledger.SetRoomAsync(state.Name, now.Trouble, now.Room);
                _told[state.Name] = now;
                if (before.Trouble != now.Trouble)
                {
                    troubles?.Invoke();
                }
            }
        }
    }
}
