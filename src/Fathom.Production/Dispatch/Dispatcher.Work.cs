namespace Fathom.Production.Dispatch;

public sealed partial class Dispatcher
{
    // What is due so soon is worth a pilot: it must come up first.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>The work for the pilots of a site: what is stopped, banned, at a limit, bound to other sites or tried again much later
    /// needs none.</summary>
    public SiteWork WorkOf(string site, TimeSpan now)
    {
        SiteBook book = SiteOf(site);
        long room = book.Banned is not null ? 0 : Math.Max(0, (long)book.MostRunning - book.Running);
        Dictionary<UserBook, long> users = [];
        long waiting = 0;
        foreach (CampaignBook campaign in _turns.InOrder.Where(campaign => campaign.Order.Active))
        {
            long ofUser = users.TryGetValue(campaign.User, out long left) ? left : (long)campaign.User.MostRunning - campaign.User.Running;
            long ofCampaign = Math.Min(ofUser, (long)campaign.Order.MostRunning - campaign.Running);
            long wanted = Math.Clamp(campaign.Transformations.Sum(queue => Startable(queue, site, now)), 0, Math.Max(0, ofCampaign));
            users[campaign.User] = ofUser - wanted;
            waiting += wanted;
        }

        return new SiteWork(Math.Min(waiting, room), book.Running);
    }

    private static long Startable(TransformationQueue queue, string site, TimeSpan now)
    {
        if (!queue.Order.Active || queue.Element is { Banned: not null } || queue.CannotWrite || (queue.Order.Sites is { } sites && !sites.Contains(site)))
        {
            return 0;
        }

        if (queue.Trial.IsOn)
        {
            return Math.Min(1, queue.Waiting);
        }

        long room = Math.Min((long)queue.Order.MostRunning - queue.Running, queue.Element is { } element ? (long)element.MostRunning - element.Running : long.MaxValue);
        return Math.Clamp(queue.Waiting - queue.Delayed.Count + queue.Delayed.DueBy(now + Soon), 0, Math.Max(0, room));
    }
}
