using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

/// <summary>Chooses the next jobs for a free slot: priorities and shares, limits and bans, wall time, where data lie, and what storage
/// can still give.</summary>
/// <remarks>
/// <para>In memory and without I/O, driven by one thread; time is given in, on any clock that does not run backwards. It knows the jobs
/// that wait and those that pilots hold, and nothing else of the ledger: whoever drives it tells it of every change, and fills it anew
/// at start.</para>
/// <para>Order: campaigns by priority, then by what their user, then by what they themselves have used of their share (with decay);
/// within a campaign transformations by priority, later steps first; within a transformation jobs that came back, then the others in their
/// order, but the longest first once they threaten to end after all others, and also where the element is too loaded for the next
/// (a long job asks less of it); the shortest are kept for the end.</para>
/// <para>A job that reads gets a pace. The paces granted at an element never sum to more than its ceiling.</para>
/// </remarks>
public sealed partial class Dispatcher
{
    private readonly DispatchOptions _options;
    private readonly StorageBandwidth _storage;
    private readonly ShareClock _clock;
    private readonly CampaignTurns _turns;
    private readonly Dictionary<string, UserBook> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<long, CampaignBook> _campaigns = [];
    private readonly Dictionary<long, TransformationQueue> _transformations = [];
    private readonly Dictionary<string, SiteBook> _sites = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bannedNodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElementBook> _elements = new(StringComparer.Ordinal);
    private readonly PlacementBook _placements = new();
    private TimeSpan _asked;

    /// <summary>Makes a dispatcher without jobs.</summary>
    /// <param name="options">How jobs are given out.</param>
    /// <param name="storage">What elements can give; shared with whoever else reads from them.</param>
    public Dispatcher(DispatchOptions options, StorageBandwidth storage)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(storage);
        options.Validate();
        (_options, _storage, _clock) = (options, storage, new ShareClock(options.ShareHalfLife));
        _turns = new CampaignTurns(_clock);
    }

    /// <summary>Slots that there are, busy or not: the spread of starts and of idle pilots' questions follows it. Default 0: no spread.</summary>
    public int Slots { get; set; }

    /// <summary>What an idle pilot may wait between two questions so that all of them together ask at most 500 times a second.</summary>
    public TimeSpan IdleWait => TimeSpan.FromSeconds(Slots / IdleQuestionsPerSecond);

    /// <summary>Jobs that wait.</summary>
    public long Waiting => _campaigns.Values.Sum(campaign => campaign.Waiting);

    /// <summary>Jobs that pilots hold.</summary>
    public int Running => _running.Count;

    /// <summary>A user's weight against others and most running jobs. Users need not be set: share 1, no limit.</summary>
    public void SetUser(string user, double share = 1, int mostRunning = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        UserBook book = UserOf(user);
        _turns.Change(book, () => book.Account.Share = share);
        book.MostRunning = mostRunning;
    }

    /// <summary>Makes a campaign known, or changes it; its user stays.</summary>
    public void SetCampaign(CampaignOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order.Share);
        if (!_campaigns.TryGetValue(order.Id, out CampaignBook? campaign))
        {
            UserBook user = UserOf(order.User);
            _campaigns[order.Id] = campaign = new CampaignBook(order, user);
            user.Campaigns.Add(campaign);
            return;
        }

        _turns.Change(campaign.User, () => (campaign.Order, campaign.Account.Share) = (order, order.Share));
    }

    /// <summary>Makes a transformation known, or changes it; its campaign stays.</summary>
    /// <exception cref="ArgumentException">Its campaign is not known.</exception>
    public void SetTransformation(TransformationOrder order)
    {
        if (_transformations.TryGetValue(order.Id, out TransformationQueue? known))
        {
            known.Order = order;
            known.Element = order.Element is { } element ? ElementOf(element) : null;
            known.Campaign.Sort();
            return;
        }

        if (!_campaigns.TryGetValue(order.CampaignId, out CampaignBook? campaign))
        {
            throw new ArgumentException($"Campaign {order.CampaignId} of transformation {order.Id} is not known to the dispatcher.", nameof(order));
        }

        var queue = new TransformationQueue(order, campaign) { Element = order.Element is { } writes ? ElementOf(writes) : null };
        _transformations[order.Id] = queue;
        campaign.Transformations.Add(queue);
        campaign.Sort();
    }

    /// <summary>What was learnt of how long jobs of a transformation last; it is not changed afterwards.</summary>
    public void SetDurations(long transformationId, DurationModel durations) => Known(transformationId).Durations = durations;

    /// <summary>Forgets a campaign with its transformations and waiting jobs. What runs of it must have ended.</summary>
    public void RemoveCampaign(long campaignId)
    {
        if (_campaigns.Remove(campaignId, out CampaignBook? campaign))
        {
            _turns.Leave(campaign);
            campaign.User.Campaigns.Remove(campaign);
            campaign.Transformations.ForEach(queue => _transformations.Remove(queue.Order.Id));
        }
    }

    /// <summary>Forgets campaigns, transformations and jobs, and returns what they hold of storage; sites, elements and users stay.</summary>
    public void Clear()
    {
        foreach (RunningJob job in _running.Values)
        {
            EndFlows(job);
        }

        foreach (UserBook user in _users.Values)
        {
            user.Running = 0;
            user.Campaigns.Clear();
        }

        foreach (SiteBook site in _sites.Values)
        {
            site.Running = 0;
        }

        foreach (ElementBook element in _elements.Values)
        {
            (element.Running, element.Promised) = (0, 0);
        }

        _running.Clear();
        _withdrawn.Clear();
        _campaigns.Clear();
        _transformations.Clear();
        _turns.Clear();
    }

    /// <summary>Most jobs that run at a site at a time.</summary>
    public void SetSite(string site, int mostRunning) => SiteOf(site).MostRunning = mostRunning;

    /// <summary>Bans a site: its pilots get nothing more; null lifts the ban.</summary>
    public void BanSite(string site, string? reason) => SiteOf(site).Banned = reason;

    /// <summary>Bans a node: pilots on that host get nothing more, until the rules are forgotten.</summary>
    public void BanNode(string host, string reason) => _bannedNodes[host] = reason;

    /// <summary>Lifts every ban and limit of sites and nodes, and the limits and shares of users: they are to be set anew.</summary>
    public void ForgetRules()
    {
        _bannedNodes.Clear();
        foreach (SiteBook site in _sites.Values)
        {
            (site.Banned, site.MostRunning) = (null, int.MaxValue);
        }

        foreach (UserBook user in _users.Values)
        {
            user.MostRunning = int.MaxValue;
            if (user.Account.Share != 1)
            {
                _turns.Change(user, () => user.Account.Share = 1);
            }
        }
    }

    /// <summary>Where an element is, and most jobs that read from it or write to it at a time. Its ceiling in bytes a second
    /// is <see cref="Declare"/>d.</summary>
    public void SetElement(string element, string site, int mostRunning = int.MaxValue) =>
        (ElementOf(element).Site, ElementOf(element).MostRunning) = (site, mostRunning);

    /// <summary>What an element stands in bytes a second and streams, jobs and transfers together.</summary>
    public void Declare(string element, ElementCeiling ceiling) => _storage.Declare(element, ceiling);

    /// <summary>Bans an element: nothing is read from it; null lifts the ban.</summary>
    public void BanElement(string element, string? reason) => ElementOf(element).Banned = reason;

    /// <summary>Says what can be written to an element now: no job that would write more is given out.</summary>
    /// <param name="element">Its name.</param>
    /// <param name="trouble">Why nothing can; null: it can.</param>
    /// <param name="room">Room that it has left [byte]; infinite where that is not known.</param>
    public void SetRoom(string element, string? trouble, double room) => (ElementOf(element).Trouble, ElementOf(element).Room) = (trouble, room);

    /// <summary>The number of a set of elements that have the same inputs, for <see cref="JobRange.Placement"/>.</summary>
    public int PlacementOf(IEnumerable<string> elements) => _placements.NumberOf(elements, ElementOf);

    private UserBook UserOf(string user) => _users.TryGetValue(user, out UserBook? book) ? book : _users[user] = new UserBook(user);

    private SiteBook SiteOf(string site) => _sites.TryGetValue(site, out SiteBook? book) ? book : _sites[site] = new SiteBook(site);

    private ElementBook ElementOf(string element) =>
        _elements.TryGetValue(element, out ElementBook? book) ? book : _elements[element] = new ElementBook(element);
}
