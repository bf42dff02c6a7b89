using System.Collections.Concurrent;

namespace Fathom.Identity.Tokens;

/// <summary>Pilots whose tokens count no more before they expire: in memory, for as long as such a token could live.</summary>
/// <remarks>Lost with the server, which is harmless: what a pilot may do is fenced by its leases. It only ends the asking.</remarks>
public sealed class RevokedPilots(TimeProvider time)
{
    private readonly ConcurrentDictionary<long, long> _revoked = new();

    /// <summary>Refuses the pilot's tokens from now on.</summary>
    public void Add(long pilotId)
    {
        foreach ((long pilot, long since) in _revoked)
        {
            if (time.GetElapsedTime(since) > PilotTokens.Lifetime)
            {
                _revoked.TryRemove(pilot, out _);
            }
        }

        _revoked[pilotId] = time.GetTimestamp();
    }

    /// <summary>True where the pilot was revoked.</summary>
    public bool Contains(long pilotId) => !_revoked.IsEmpty && _revoked.ContainsKey(pilotId);
}
