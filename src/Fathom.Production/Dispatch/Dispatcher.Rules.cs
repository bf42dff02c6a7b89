using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

public sealed partial class Dispatcher
{
    /// <summary>Classes of a place whose first job fits the pilot's wall time.</summary>
    private static UInt128 Eligible(TransformationQueue queue, WaitingJobs.Place place, Question asked)
    {
        UInt128 set = DurationClasses.Within(place.Set, asked.LargestSize, queue.Middle);
        int longest = DurationClasses.Longest(set);
        if (longest >= 0 && place.Queue(longest).First.Size > asked.LargestSize)
        {
            set &= ~(UInt128.One << longest);
        }

        asked.Obstacles |= set == 0 ? DispatchObstacles.WallTime : DispatchObstacles.None;
        return set;
    }

    /// <summary>Classes of a set that are not kept for the end; all where only such are left, as for a pilot whose wall time ends soon.</summary>
    private UInt128 WithoutKept(TransformationQueue queue, WaitingJobs.Place place, UInt128 set, TimeSpan now)
    {
        double rest = _options.KeptForTheEnd * queue.Lasts(1, queue.MeanSize) * queue.Running;
        UInt128 others = set;
        for (int i = 0; i < DurationClasses.Count && (rest -= SecondsOf(queue, i)) >= 0; i++)
        {
            bool kept = (set >> i & 1) != 0 && now - place.Queue(i).First.Came < _options.LongestKept;
            others &= kept ? ~(UInt128.One << i) : UInt128.MaxValue;
        }

        return others != 0 ? others : set;
    }

    private static double SecondsOf(TransformationQueue queue, int index)
    {
        (long jobs, double size) = queue.Fresh.OfClass(index);
        return queue.Lasts(jobs, size);
    }

    private double LargestSize(TransformationQueue queue, in PilotOffer offer) => offer.RemainingWallTime == TimeSpan.MaxValue
        ? double.PositiveInfinity
        : queue.LargestWithin(offer.RemainingWallTime.TotalSeconds * offer.CpuFactor, _options.WallTimeQuantile);

    private const double LongestFirstGrowth = 1;

    private static double SecondsLeft(TransformationQueue queue) =>
        queue.Lasts(queue.Fresh.Count + queue.Again.Count, queue.Fresh.Size + queue.Again.Size) / Math.Max(1, queue.Running);

    /// <summary>Whether the longest job would end after all others if it waited on.</summary>
    private bool IsUrgent(TransformationQueue queue, WaitingJobs.Place place, int longest)
    {
        double seconds = SecondsLeft(queue);
        double lasts = queue.Lasts(1, place.Queue(longest).First.Size);
        // A retry of a long job lasts long: the longer a job is, the earlier it must be given for one to end in time.
        lasts *= _options.LongestFirst + (LongestFirstGrowth * lasts / queue.Lasts(1, queue.MeanSize));
        if (lasts < seconds)
        {
            return false;
        }

        // Slots are not always what is scarce: where it is storage, the end is as far off as its bytes.
        ElementBook[] elements = _placements.Elements(place.Placement);
        double ceiling = 0;
        foreach (ElementBook element in elements)
        {
            ceiling += _storage.Load(element.Name).Ceiling;
        }

        return elements.Length == 0 || lasts >= (queue.Fresh.Bytes + queue.Again.Bytes) / ceiling;
    }

    private bool IsLocal(int placement, string site)
    {
        ElementBook[] elements = _placements.Elements(placement);
        foreach (ElementBook element in elements)
        {
            if (element.Banned is null && string.Equals(element.Site, site, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return elements.Length == 0;
    }

    /// <summary>Finds an element to read from and a pace: one at the pilot's site, else the one with most to give.</summary>
    private bool TryReserve(int placement, double bytes, double expected, Question asked, out ElementBook? element, out StorageGrant? grant)
    {
        (element, grant) = (null, null);
        ElementBook[] elements = _placements.Elements(placement);
        if (elements.Length == 0)
        {
            return true;
        }

        for (ulong tried = 0; Best(elements, tried, asked) is var best and >= 0; tried |= 1UL << best)
        {
            element = elements[best];
            if (bytes <= 0)
            {
                return true;
            }

            double least = expected > 0 ? Math.Min(_options.FastestRead, bytes / (expected * _options.ReadWithin)) : _options.FastestRead;
            if ((grant = _storage.TryTake(element.Name, StorageFlow.Read, least, _options.FastestRead)) is not null)
            {
                return true;
            }

            asked.Obstacles |= DispatchObstacles.ElementLoad;
            asked.RetryAt(Ticket(element, bytes, asked.Now));
        }

        return false;
    }

    private int Best(ElementBook[] elements, ulong tried, Question asked)
    {
        (int best, double most) = (-1, -1);
        for (int i = 0; i < Math.Min(64, elements.Length); i++)
        {
            ElementBook element = elements[i];
            if ((tried >> i & 1) != 0)
            {
                continue;
            }

            if (element.Banned is not null || element.Running >= element.MostRunning)
            {
                asked.Obstacles |= element.Banned is not null ? DispatchObstacles.ElementBanned : DispatchObstacles.ElementLimit;
                continue;
            }

            double gives = elements.Length == 1 || string.Equals(element.Site, asked.Offer.Site, StringComparison.Ordinal)
                ? double.PositiveInfinity
                : _storage.Load(element.Name).Free;
            (best, most) = best < 0 || gives > most ? (i, gives) : (best, most);
        }

        return best;
    }

    /// <summary>Pilots that find an element loaded come back one after another, as fast as it serves them.</summary>
    private TimeSpan Ticket(ElementBook element, double bytes, TimeSpan now, StorageFlow flow = StorageFlow.Read)
    {
        var step = TimeSpan.FromSeconds(Math.Min(_options.LongestWait.TotalSeconds, bytes / _storage.Load(element.Name, flow).Usable));
        TimeSpan next = (element.NextTicket > now ? element.NextTicket : now) + step;
        return element.NextTicket = next < now + _options.LongestWait ? next : now + _options.LongestWait;
    }

    /// <summary>Time between two starts of a herd.</summary>
    private TimeSpan StartStep(TransformationQueue queue) =>
        Slots == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(queue.Expected(0) * _options.StartSpread / Slots);

    private TimeSpan Wait(Question asked) => Clamp(asked.Again is { } again ? again - asked.Now : IdleWait);

    private TimeSpan Clamp(TimeSpan wait) =>
        wait < _options.ShortestWait ? _options.ShortestWait : wait > _options.LongestWait ? _options.LongestWait : wait;

    private bool DropWithdrawn(TransformationQueue queue, WaitingJobs waiting, WaitingJobs.Place place, int index)
    {
        long first = place.Queue(index).First.FirstJob;
        if (_running.ContainsKey(first))
        {
            // Named twice: a pilot holds it already.
            waiting.Take(place, index);
            Shrink(queue);
            return true;
        }

        if (_withdrawn.Count == 0 || !_withdrawn.TryGetValue(first, out int copies))
        {
            return false;
        }

        if (copies > 1)
        {
            _withdrawn[first] = copies - 1;
        }
        else
        {
            _withdrawn.Remove(first);
        }

        waiting.Take(place, index);
        queue.Withdrawn--;
        return true;
    }

    private static void PassOver(TransformationQueue queue, WaitingJobs waiting, WaitingJobs.Place place, int index)
    {
        RangeQueue.Entry first = waiting.Take(place, index);
        waiting.Add(new JobRange(first.FirstJob, 1, first.Size, first.InputBytes, place.Placement), queue.Middle, first.Came);
    }

    private void NoteOfAll(Question asked)
    {
        foreach (CampaignBook campaign in _turns.InOrder)
        {
            campaign.Transformations.ForEach(queue => queue.Obstacles.Note(asked.Obstacles, asked.Now));
        }
    }

    private void RenewShares(TimeSpan now)
    {
        if (_clock.Renew(now) is { } factor)
        {
            foreach (UserBook user in _users.Values)
            {
                _turns.Change(user, () =>
                {
                    user.Account.Used *= factor;
                    user.Campaigns.ForEach(campaign => campaign.Account.Used *= factor);
                });
            }
        }
    }
}
