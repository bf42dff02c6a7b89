namespace Fathom.Storage.Load;

/// <summary>The reads of each element in bytes a second: what is granted together never exceeds an element's ceiling.</summary>
/// <remarks>
/// A reader keeps to the pace of its grant, so the sum of grants bounds the load whatever readers do within it. Each element
/// has its own account and lock: one that is slow or full holds up no other. Where reads come in slower than they were granted,
/// the element is taken to give less than declared, and is granted less until it does better again.
/// </remarks>
public sealed class ReadBandwidth
{
    private const double Smoothing = 0.02;
    private const double Headroom = 1.1;
    private const double LeastUsable = 0.05;

    private readonly Dictionary<string, Account> accounts = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Declares the ceiling of an element [byte/s]; infinite: none. Reads already granted go on.</summary>
    public void Declare(string element, double ceiling)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ceiling);
        Account account = AccountOf(element);
        lock (account)
        {
            account.Ceiling = ceiling;
        }
    }

    /// <summary>Grants a read at a pace, or gives null where too little is free.</summary>
    /// <param name="element">The element.</param>
    /// <param name="least">Slowest pace that is of use [byte/s].</param>
    /// <param name="most">Fastest pace that is of use [byte/s].</param>
    public ReadGrant? TryTake(string element, double least, double most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least);
        Account account = AccountOf(element);
        lock (account)
        {
            if (double.IsPositiveInfinity(account.Ceiling))
            {
                account.Grants++;
                return new ReadGrant(element, double.PositiveInfinity);
            }

            // One read may always go on, however little the element has shown: else nobody would learn that it does better again.
            double free = account.Grants == 0 ? account.Ceiling : account.Usable - account.Granted;
            double pace = account.Grants == 0 ? Math.Min(most, account.Ceiling) : Math.Clamp(free * ShareOfFree, least, Math.Max(least, most));
            if (pace > free)
            {
                return null;
            }

            account.Granted += pace;
            account.Grants++;
            return new ReadGrant(element, pace);
        }
    }

    /// <summary>Takes a grant that was given before the server started, whatever is free.</summary>
    public void Adopt(ReadGrant grant)
    {
        Account account = AccountOf(grant.Element);
        lock (account)
        {
            account.Add(grant, 1);
        }
    }

    /// <summary>The read has ended: its pace is free again. Once for each grant.</summary>
    public void Return(ReadGrant grant)
    {
        Account account = AccountOf(grant.Element);
        lock (account)
        {
            account.Add(grant, -1);
        }
    }

    /// <summary>Notes how a paced read went: an element that gives less than it granted is granted less.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="bytes">Bytes read.</param>
    /// <param name="seconds">Time that it took [s].</param>
    public void Measured(ReadGrant grant, double bytes, double seconds)
    {
        if (double.IsPositiveInfinity(grant.BytesPerSecond) || seconds <= 0)
        {
            return;
        }

        double shown = Math.Clamp(bytes / seconds / grant.BytesPerSecond * Headroom, LeastUsable, 1);
        Account account = AccountOf(grant.Element);
        lock (account)
        {
            account.Part += Smoothing * (shown - account.Part);
        }
    }

    /// <summary>How an element is loaded.</summary>
    public ElementLoad Load(string element)
    {
        Account account = AccountOf(element);
        lock (account)
        {
            return new ElementLoad(element, account.Ceiling, account.Usable, account.Granted, account.Grants);
        }
    }

    // A read may take this part of what is free, so that the next ones find some too.
    private const double ShareOfFree = 0.01;

    private Account AccountOf(string element)
    {
        lock (gate)
        {
            if (!accounts.TryGetValue(element, out Account? account))
            {
                accounts[element] = account = new Account();
            }

            return account;
        }
    }

    private sealed class Account
    {
        public double Ceiling { get; set; } = double.PositiveInfinity;

        public double Part { get; set; } = 1;

        public double Granted { get; set; }

        public int Grants { get; set; }

        public double Usable => Ceiling * Part;

        public void Add(ReadGrant grant, int sign)
        {
            Grants += sign;
            double pace = double.IsPositiveInfinity(grant.BytesPerSecond) ? 0 : grant.BytesPerSecond;
            // Sums of fractions drift: with nothing granted the sum is exactly nothing.
            Granted = Grants == 0 ? 0 : Math.Max(0, Granted + (sign * pace));
        }
    }
}
