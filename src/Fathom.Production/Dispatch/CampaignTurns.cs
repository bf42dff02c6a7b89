namespace Fathom.Production.Dispatch;

/// <summary>Campaigns that have waiting jobs, in the order in which they are served: by priority, then by what user and campaign have
/// used of their shares.</summary>
internal sealed class CampaignTurns(ShareClock clock)
{
    private static readonly Comparer<CampaignBook> Order = Comparer<CampaignBook>.Create((a, b) =>
        b.Order.Priority.CompareTo(a.Order.Priority) is var priority and not 0 ? priority
        : a.User.Account.Pass.CompareTo(b.User.Account.Pass) is var user and not 0 ? user
        : a.Account.Pass.CompareTo(b.Account.Pass) is var campaign and not 0 ? campaign
        : a.Order.Id.CompareTo(b.Order.Id));

    private readonly List<CampaignBook> _turns = [];
    private readonly List<CampaignBook> _moved = [];

    /// <summary>The campaigns, first the one to be served next.</summary>
    public List<CampaignBook> InOrder => _turns;

    /// <summary>A campaign has waiting jobs.</summary>
    public void Join(CampaignBook campaign)
    {
        if (!campaign.InTurns)
        {
            campaign.InTurns = true;
            Insert(campaign);
        }
    }

    /// <summary>Nothing of a campaign waits any more.</summary>
    public void Leave(CampaignBook campaign)
    {
        if (campaign.InTurns)
        {
            campaign.InTurns = false;
            _turns.RemoveAt(_turns.BinarySearch(campaign, Order));
        }
    }

    /// <summary>Charges slot time to a campaign and its user.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="slotSeconds">What it used [s]; negative to take a charge back.</param>
    /// <param name="now">The time of the charge.</param>
    public void Charge(CampaignBook campaign, double slotSeconds, TimeSpan now)
    {
        double units = slotSeconds * clock.Weight(now);
        Lift(campaign.User);
        campaign.Account.Used = Math.Max(0, campaign.Account.Used + units);
        campaign.User.Account.Used = Math.Max(0, campaign.User.Account.Used + units);
        Reinsert();
    }

    /// <summary>Changes what the order depends on.</summary>
    public void Change(UserBook user, Action change)
    {
        Lift(user);
        change();
        Reinsert();
    }

    private void Lift(UserBook user)
    {
        foreach (CampaignBook campaign in user.Campaigns)
        {
            if (campaign.InTurns)
            {
                _turns.RemoveAt(_turns.BinarySearch(campaign, Order));
                _moved.Add(campaign);
            }
        }
    }

    private void Reinsert()
    {
        foreach (CampaignBook campaign in _moved)
        {
            Insert(campaign);
        }

        _moved.Clear();
    }

    private void Insert(CampaignBook campaign) => _turns.Insert(~_turns.BinarySearch(campaign, Order), campaign);
}
