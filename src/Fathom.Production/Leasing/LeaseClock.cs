using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Production.Protocol;

namespace Fathom.Production.Leasing;

/// <summary>Leases of live attempts and signs of life of pilots, on the server's monotonic clock (law 3).</summary>
/// <remarks>Memory only: after a restart every live lease and every living pilot gets a full new period.</remarks>
public sealed class LeaseClock(TimeProvider time, TimeSpan period)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long> _pilots = [];

    /// <summary>Number of live leases.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _leases.Count;
            }
        }
    }

    /// <summary>Forgets all leases and pilots.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _leases.Clear();
            _pilots.Clear();
        }
    }

    /// <summary>A lease begins, or begins again after a restart.</summary>
    /// <param name="fence">The attempt.</param>
    /// <param name="pilotId">Its pilot.</param>
    /// <param name="ownedByServer">True where its outputs are uploaded: it is then the server's and does not expire.</param>
    public void Grant(LeaseReference fence, long pilotId, bool ownedByServer = false)
    {
        lock (_gate)
        {
            _leases[fence.Lease] = new Entry(fence, pilotId) { Renewed = time.GetTimestamp(), OwnedByServer = ownedByServer };
        }
    }

    /// <summary>The outputs are uploaded: the attempt is the server's from now on.</summary>
    public void HandOver(string lease)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(lease, out Entry? entry))
            {
                entry.OwnedByServer = true;
            }
        }
    }

    /// <summary>The attempt is closed.</summary>
    public void Remove(string lease)
    {
        lock (_gate)
        {
            _leases.Remove(lease);
        }
    }

    /// <summary>A pilot gives a sign of life for a lease; false where the lease is not that pilot's live one.</summary>
    public bool Renew(long pilotId, LeaseReference fence)
    {
        lock (_gate)
        {
            if (!_leases.TryGetValue(fence.Lease, out Entry? entry) || entry.PilotId != pilotId || entry.Fence != fence)
            {
                return false;
            }

            entry.Renewed = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>A pilot comes up, or gets a new period after a restart.</summary>
    public void Enrol(long pilotId)
    {
        lock (_gate)
        {
            _pilots[pilotId] = time.GetTimestamp();
        }
    }

    /// <summary>A pilot gives a sign of life; false where it has ended or was given up.</summary>
    public bool Seen(long pilotId)
    {
        lock (_gate)
        {
            ref long seen = ref CollectionsMarshal.GetValueRefOrNullRef(_pilots, pilotId);
            if (Unsafe.IsNullRef(ref seen))
            {
                return false;
            }

            seen = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>A pilot has ended.</summary>
    public void Gone(long pilotId)
    {
        lock (_gate)
        {
            _pilots.Remove(pilotId);
        }
    }

    /// <summary>Leases whose period has passed without a sign of life.</summary>
    public IReadOnlyList<LeaseReference> Expired()
    {
        lock (_gate)
        {
            return [.. _leases.Values
                .Where(entry => !entry.OwnedByServer && time.GetElapsedTime(entry.Renewed) > period)
                .Select(entry => entry.Fence)];
        }
    }

    /// <summary>Pilots that gave no sign of life for a whole period.</summary>
    public IReadOnlyList<long> SilentPilots()
    {
        lock (_gate)
        {
            return [.. _pilots.Where(pilot => time.GetElapsedTime(pilot.Value) > period).Select(pilot => pilot.Key)];
        }
    }

    private sealed class Entry(LeaseReference fence, long pilotId)
    {
        public LeaseReference Fence => fence;

        public long PilotId => pilotId;

        public long Renewed { get; set; }

        public bool OwnedByServer { get; set; }
    }
}
