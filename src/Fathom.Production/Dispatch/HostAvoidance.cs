using Fathom.Production.Jobs;

namespace Fathom.Production.Dispatch;

/// <summary>Hosts that jobs were lost on and avoid for a while, where there are others.</summary>
internal sealed class HostAvoidance
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    private readonly Dictionary<long, (string Lines, TimeSpan Until)> _avoided = [];
    private readonly Dictionary<string, TimeSpan> _seen = new(StringComparer.Ordinal);
    private TimeSpan _swept;

    /// <summary>A job avoids hosts until a time.</summary>
    public void Add(long job, HostSet hosts, TimeSpan until) => _avoided[job] = (hosts.Lines, until);

    /// <summary>A job avoids nothing any more.</summary>
    public void Forget(long job)
    {
        if (_avoided.Count > 0)
        {
            _avoided.Remove(job);
        }
    }

    /// <summary>A host has asked for work.</summary>
    public void Seen(string host, TimeSpan now)
    {
        _seen[host] = now;
        if (now - _swept > Recent)
        {
            _swept = now;
            foreach ((string old, TimeSpan last) in _seen)
            {
                if (now - last > Recent)
                {
                    _seen.Remove(old);
                }
            }
        }
    }

    /// <summary>Whether a job is better not given to a host.</summary>
    public bool Avoids(long job, string host, TimeSpan now)
    {
        if (_avoided.Count == 0 || !_avoided.TryGetValue(job, out (string Lines, TimeSpan Until) avoided))
        {
            return false;
        }

        if (avoided.Until <= now)
        {
            _avoided.Remove(job);
            return false;
        }

        int count = 0;
        bool among = false;
        foreach (Range line in avoided.Lines.AsSpan().Split('\n'))
        {
            among |= avoided.Lines.AsSpan()[line].SequenceEqual(host);
            count++;
        }

        return among && _seen.Count > count;
    }
}
