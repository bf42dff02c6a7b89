using System.Collections.Concurrent;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>Pilots that are alive, as committed. The writer's thread changes it; any thread reads.</summary>
public sealed class PilotTable
{
    private readonly ConcurrentDictionary<long, StoredPilot> _alive = new();
    private long _last;
    private int _count;

    /// <summary>The highest number given to a pilot.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>All that are alive, in no order.</summary>
    public IEnumerable<StoredPilot> All => _alive.Select(pilot => pilot.Value);

    /// <summary>How many are alive.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The pilot of a number, or null where it has ended or never was.</summary>
    public StoredPilot? Find(long id) => _alive.GetValueOrDefault(id);

    internal void Set(StoredPilot pilot)
    {
        Interlocked.Exchange(ref _last, Math.Max(_last, pilot.Id));
        if (pilot.State == StoredPilot.Alive)
        {
            _count += _alive.ContainsKey(pilot.Id) ? 0 : 1; // counting the dictionary itself would take all of its locks
            _alive[pilot.Id] = pilot;
        }
        else if (_alive.TryRemove(pilot.Id, out _))
        {
            _count--;
        }
    }

    internal void SetLast(long id) => Interlocked.Exchange(ref _last, Math.Max(_last, id));

    internal void Clear()
    {
        _alive.Clear();
        _count = 0;
    }
}
