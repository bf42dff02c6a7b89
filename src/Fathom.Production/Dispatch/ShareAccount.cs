namespace Fathom.Production.Dispatch;

/// <summary>Slot time used by a user or a campaign, weighed against their share.</summary>
internal sealed class ShareAccount(double share)
{
    /// <summary>Weight against the others.</summary>
    public double Share { get; set; } = share;

    /// <summary>Used slot time, in units that grow with time so that old use counts less (<see cref="ShareClock"/>).</summary>
    public double Used { get; set; }

    /// <summary>Who has the least used of their share comes first.</summary>
    public double Pass => Used / Share;
}

/// <summary>Makes use decay without touching every account: instead of shrinking what was used, later use weighs more.</summary>
internal sealed class ShareClock(TimeSpan halfLife)
{
    private const double Rebase = 256; // half-lives

    private TimeSpan _origin;

    /// <summary>Weight of slot time used now.</summary>
    public double Weight(TimeSpan now) => Math.Pow(2, (now - _origin) / halfLife);

    /// <summary>Starts the units anew before they overflow: every account is to be multiplied by the result, if there is one.</summary>
    public double? Renew(TimeSpan now)
    {
        if ((now - _origin) / halfLife < Rebase)
        {
            return null;
        }

        double factor = 1 / Weight(now);
        _origin = now;
        return factor;
    }
}
