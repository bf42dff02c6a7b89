using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

public sealed partial class Dispatcher
{
    private const int MostHeadsPassedOver = 4;
    private const double IdleQuestionsPerSecond = 500;

    private readonly Question _question = new();

    /// <summary>Chooses jobs for a slot; what is written into <paramref name="jobs"/> counts as running from now on.</summary>
    /// <param name="offer">The slot.</param>
    /// <param name="jobs">Receives the jobs; its length is how many are asked for.</param>
    /// <param name="now">Time on the caller's clock, not before that of the call before.</param>
    public DispatchAnswer Choose(in PilotOffer offer, Span<DispatchDecision> jobs, TimeSpan now)
    {
        _asked = now;
        RenewShares(now);
        _avoidance.Seen(offer.Host, now);
        Question asked = _question.Of(offer, SiteOf(offer.Site), now);
        int count = 0;
        while (count < jobs.Length && TryChoose(asked, out RunningJob chosen))
        {
            Begin(chosen, now);
            jobs[count++] = new DispatchDecision(
                chosen.Job.FirstJob, chosen.Queue.Order.Id, chosen.Element?.Name,
                chosen.Grant?.BytesPerSecond ?? double.PositiveInfinity, chosen.Charged);
        }

        return count == jobs.Length
            ? new DispatchAnswer(count, DispatchObstacles.None, TimeSpan.Zero)
            : new DispatchAnswer(count, asked.Obstacles, count > 0 ? TimeSpan.Zero : Wait(asked));
    }

    private bool TryChoose(Question asked, out RunningJob chosen)
    {
        chosen = default;
        if (asked.Site.Banned is not null || asked.Site.Running >= asked.Site.MostRunning)
        {
            asked.Obstacles |= asked.Site.Banned is not null ? DispatchObstacles.SiteBanned : DispatchObstacles.SiteLimit;
            NoteOfAll(asked);
            return false;
        }

        if (_bannedNodes.Count > 0 && _bannedNodes.ContainsKey(asked.Offer.Host))
        {
            asked.Obstacles |= DispatchObstacles.NodeBanned;
            NoteOfAll(asked);
            return false;
        }

        if (_hostTrials.Rests(asked.Offer.Host, asked.Now))
        {
            asked.Obstacles |= DispatchObstacles.CannotBegin;
            NoteOfAll(asked);
            return false;
        }

        // A look drops withdrawn jobs; a campaign whose last ones they were leaves its turn to the next.
        List<CampaignBook> turns = _turns.InOrder;
        CampaignBook? campaign;
        for (int turn = 0; turn < turns.Count; turn += turn < turns.Count && turns[turn] == campaign ? 1 : 0)
        {
            campaign = turns[turn];
            DispatchObstacles limit = LimitOf(campaign);
            foreach (TransformationQueue queue in campaign.Transformations)
            {
                if (queue.Waiting <= 0)
                {
                    continue;
                }

                DispatchObstacles before = asked.Obstacles;
                asked.Obstacles = limit;
                if (limit == DispatchObstacles.None && TryChoose(queue, asked, out chosen))
                {
                    asked.Obstacles = before;
                    Shrink(queue);
                    return true;
                }

                queue.Obstacles.Note(asked.Obstacles, asked.Now);
                asked.Obstacles |= before;
            }
        }

        return false;
    }

    private static DispatchObstacles LimitOf(CampaignBook campaign) =>
        !campaign.Order.Active ? DispatchObstacles.NotActive
        : campaign.User.Running >= campaign.User.MostRunning ? DispatchObstacles.UserLimit
        : campaign.Running >= campaign.Order.MostRunning ? DispatchObstacles.CampaignLimit
        : DispatchObstacles.None;

    private static DispatchObstacles LimitOf(TransformationQueue queue, Question asked) =>
        !queue.Order.Active ? DispatchObstacles.NotActive
        : queue.Running >= queue.Order.MostRunning ? DispatchObstacles.TransformationLimit
        : queue.Element is { Banned: not null } ? DispatchObstacles.ElementBanned
        : queue.CannotWrite ? DispatchObstacles.ElementTrouble
        : queue.Element is { IsFull: true } ? DispatchObstacles.ElementLimit
        : queue.ClosedUntil > asked.Now ? queue.ClosedBy
        : queue.Trial.RestsUntil > asked.Now ? DispatchObstacles.CannotBegin
        : queue.Order.Sites is { } sites && !sites.Contains(asked.Offer.Site) ? DispatchObstacles.OtherSites
        : DispatchObstacles.None;

    private bool TryChoose(TransformationQueue queue, Question asked, out RunningJob chosen)
    {
        chosen = default;
        asked.Obstacles |= LimitOf(queue, asked);
        if (asked.Obstacles != DispatchObstacles.None)
        {
            return false;
        }

        while (queue.Delayed.TryTake(asked.Now, out JobRange due, out int losses))
        {
            AddAgain(queue, due, losses);
        }

        TimeSpan step = StartStep(queue);
        if (queue.NextStart - (step * _options.StartBurst) > asked.Now)
        {
            asked.Obstacles |= DispatchObstacles.StartSpread;
            asked.RetryAt(queue.NextStart - (step * _options.StartBurst));
            return false;
        }

        asked.LargestSize = LargestSize(queue, asked.Offer);
        if (!TryChoose(queue, queue.Again, asked, out chosen) && !TryChoose(queue, queue.Fresh, asked, out chosen)
            && !TryChoose(queue, queue.Last, asked, out chosen))
        {
            if (queue.Delayed.FirstDue is { } firstDue)
            {
                asked.Obstacles |= DispatchObstacles.NotBefore;
                asked.RetryAt(firstDue);
            }

            return false;
        }

        queue.NextStart = (queue.NextStart > asked.Now - (step * _options.StartBurst) ? queue.NextStart : asked.Now) + step;
        return true;
    }

    private bool TryChoose(TransformationQueue queue, WaitingJobs waiting, Question asked, out RunningJob chosen)
    {
        chosen = default;
        return waiting.Count > 0
            && (TryChoose(queue, waiting, asked, local: true, out chosen) || TryChoose(queue, waiting, asked, local: false, out chosen));
    }

    private bool TryChoose(TransformationQueue queue, WaitingJobs waiting, Question asked, bool local, out RunningJob chosen)
    {
        foreach (WaitingJobs.Place place in waiting.Places)
        {
            if (place.Set != 0 && IsLocal(place.Placement, asked.Offer.Site) == local && TryChoose(queue, waiting, place, asked, out chosen))
            {
                return true;
            }
        }

        chosen = default;
        return false;
    }

    private bool TryChoose(TransformationQueue queue, WaitingJobs waiting, WaitingJobs.Place place, Question asked, out RunningJob chosen)
    {
        for (int passedOver = 0; passedOver <= MostHeadsPassedOver; passedOver++)
        {
            UInt128 eligible = Eligible(queue, place, asked);
            if (eligible == 0)
            {
                break;
            }

            eligible = ReferenceEquals(waiting, queue.Fresh) ? WithoutKept(queue, place, eligible, asked.Now) : eligible;
            int longest = DurationClasses.Longest(eligible);
            int index = IsUrgent(queue, place, longest) ? longest : place.Oldest(eligible);
            if (DropWithdrawn(queue, waiting, place, index) || DropWithdrawn(queue, waiting, place, longest))
            {
                passedOver--;
                continue;
            }

            if (_avoidance.Avoids(place.Queue(index).First.FirstJob, asked.Offer.Host, asked.Now))
            {
                asked.Obstacles |= DispatchObstacles.HostAvoided;
                PassOver(queue, waiting, place, index);
                continue;
            }

            return TryTake(queue, waiting, place, index, asked, out chosen)
                || (index != longest && TryTake(queue, waiting, place, longest, asked, out chosen));
        }

        chosen = default;
        return false;
    }

    private bool TryTake(TransformationQueue queue, WaitingJobs waiting, WaitingJobs.Place place, int index, Question asked, out RunningJob chosen)
    {
        chosen = default;
        RangeQueue.Entry first = place.Queue(index).First;
        double expected = queue.Expected(first.Size) / asked.Offer.CpuFactor;
        if (!TryReserve(place.Placement, first.InputBytes, expected, asked, out ElementBook? element, out StorageGrant? grant))
        {
            return false;
        }

        if (!TryWrite(queue, expected, asked, out StorageGrant? writing))
        {
            if (grant is { } unused)
            {
                _storage.Return(unused);
            }

            return false;
        }

        RangeQueue.Entry taken = waiting.Take(place, index);
        var job = new JobRange(taken.FirstJob, 1, taken.Size, taken.InputBytes, place.Placement);
        chosen = new RunningJob(job, queue, asked.Site, element, grant, asked.Now, expected, queue.Element, Writing: writing, Host: asked.Offer.Host, Promised: queue.MeanWritten);
        return true;
    }
}
