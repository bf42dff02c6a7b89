namespace Fathom.Production.Dispatch;

/// <summary>Hosts on which attempts failed before they began, as on a node that lacks a mount: without a rest such a node would be the
/// first to ask, and fail job after job.</summary>
internal sealed class HostTrials
{
    private const int MostInRow = 4;

    private readonly Dictionary<string, StartTrial> _hosts = new(StringComparer.Ordinal);

    /// <summary>True where a host gets nothing now.</summary>
    public bool Rests(string host, TimeSpan now) => _hosts.TryGetValue(host, out StartTrial? trial) && trial.RestsUntil > now;

    /// <summary>Hosts on which one job at a time is tried.</summary>
    public IEnumerable<string> Tried => _hosts.Where(host => host.Value.IsOn).Select(host => host.Key);

    public void Failed(string host, TimeSpan now)
    {
        if (!_hosts.TryGetValue(host, out StartTrial? trial))
        {
            _hosts[host] = trial = new StartTrial(MostInRow);
        }

        trial.Failed(now);
    }

    public void Given(string host, TimeSpan now)
    {
        if (_hosts.TryGetValue(host, out StartTrial? trial))
        {
            trial.Given(now);
        }
    }

    public void Began(string host) => _hosts.Remove(host);
}
