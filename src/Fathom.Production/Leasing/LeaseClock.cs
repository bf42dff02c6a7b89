using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Production.Protocol;

namespace Fathom.Production.Leasing;

/// <summary>Leases of live attempts and signs of life of pilots, on the server's monotonic clock (law 3).</summary>
/// <remarks>Memory only: after a restart every live lease and every living pilot gets a full new period.</remarks>
public sealed class LeaseClock(TimeProvider time, TimeSpan period)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Entry> _leases = []; // by job: it has one live attempt at most
    private readonly Dictionary<long, long> _pilots = [];

    // No lease and no pilot was renewed before these; null: not known. Renewals only move on, so that a look at all is not
    // needed before a period after them.
    private long? _oldestLease, _oldestPilot;

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
            _leases[fence.JobId] = new Entry(fence.Lease, fence.Attempt, pilotId, time.GetTimestamp(), ownedByServer);
        }
    }

    /// <summary>The outputs are uploaded: the attempt is the server's from now on.</summary>
    public void HandOver(LeaseReference fence)
    {
        lock (_gate)
        {
            ref Entry entry = ref Find(fence);
            if (!Unsafe.IsNullRef(ref entry))
            {
                entry = entry with { OwnedByServer = true };
            }
        }
    }

    /// <summary>The attempt is closed.</summary>
    public void Remove(LeaseReference fence)
    {
        lock (_gate)
        {
            if (!Unsafe.IsNullRef(ref Find(fence)))
            {
                _leases.Remove(fence.JobId);
            }
        }
    }

    /// <summary>A pilot gives a sign of life, for itself and for the leases it holds.</summary>
    /// <param name="pilotId">The pilot.</param>
    /// <param name="held">What it holds.</param>
    /// <param name="revoked">Those that are not that pilot's live ones; null where there are none.</param>
    /// <returns>False where the pilot has ended or was given up: nothing is renewed.</returns>
    public bool Beat(long pilotId, IReadOnlyList<LeaseReference> held, out List<LeaseReference>? revoked)
    {
        revoked = null;
        lock (_gate)
        {
            ref long seen = ref CollectionsMarshal.GetValueRefOrNullRef(_pilots, pilotId);
            if (Unsafe.IsNullRef(ref seen))
            {
                return false;
            }

            long now = seen = time.GetTimestamp();
            for (int i = 0; i < held.Count; i++)
            {
                ref Entry entry = ref Find(held[i]);
                if (Unsafe.IsNullRef(ref entry) || entry.PilotId != pilotId)
                {
                    (revoked ??= []).Add(held[i]);
                }
                else
                {
                    entry.Renewed = now;
                }
            }

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
            if (!HasPassed(_oldestLease))
            {
                return [];
            }

            (List<LeaseReference> expired, long oldest) = ([], time.GetTimestamp());
            foreach ((long job, Entry entry) in _leases)
            {
                if (!entry.OwnedByServer)
                {
                    oldest = Math.Min(oldest, entry.Renewed);
                    if (HasPassed(entry.Renewed))
                    {
                        expired.Add(new LeaseReference(job, entry.Attempt, entry.Lease));
                    }
                }
            }

            _oldestLease = oldest;
            return expired;
        }
    }

    /// <summary>Pilots that gave no sign of life for a whole period.</summary>
    public IReadOnlyList<long> SilentPilots()
    {
        lock (_gate)
        {
            if (!HasPassed(_oldestPilot))
            {
                return [];
            }

            (List<long> silent, long oldest) = ([], time.GetTimestamp());
            foreach ((long pilot, long seen) in _pilots)
            {
                oldest = Math.Min(oldest, seen);
                if (HasPassed(seen))
                {
                    silent.Add(pilot);
                }
            }

            _oldestPilot = oldest;
            return silent;
        }
    }

    private bool HasPassed(long? renewed) => renewed is not { } at || time.GetElapsedTime(at) > period;

    private ref Entry Find(LeaseReference fence)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_leases, fence.JobId);
        return ref !Unsafe.IsNullRef(ref entry) && entry.Attempt == fence.Attempt && string.Equals(entry.Lease, fence.Lease, StringComparison.Ordinal)
            ? ref entry
            : ref Unsafe.NullRef<Entry>();
    }

    private record struct Entry(string Lease, int Attempt, long PilotId, long Renewed, bool OwnedByServer);
}
