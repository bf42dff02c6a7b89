namespace Fathom.Production.Logs;

/// <summary>A sealed segment, as the decision on its end sees it.</summary>
/// <param name="Segment">It.</param>
/// <param name="Bytes">Its length [byte].</param>
/// <param name="NewestUtcMilliseconds">When its newest log came [ms since 1970].</param>
internal sealed record LogSegmentFact(LogSegment Segment, long Bytes, long NewestUtcMilliseconds);

/// <summary>Which segments go: a pure function of what there is and what is wanted.</summary>
internal static class LogExpiry
{
    /// <summary>The segments that are due: too old, or more than is to be kept.</summary>
    /// <param name="segments">All sealed ones.</param>
    /// <param name="campaigns">What campaigns want, by transformation; the workspace decides for one that is not there.</param>
    /// <param name="workspace">What the workspace wants.</param>
    /// <param name="nowUtcMilliseconds">Now [ms since 1970].</param>
    public static IReadOnlyList<LogSegmentFact> Due(
        IReadOnlyList<LogSegmentFact> segments, IReadOnlyDictionary<long, CampaignLogs> campaigns, LogRetention workspace, long nowUtcMilliseconds)
    {
        var due = new List<LogSegmentFact>();
        var left = new List<LogSegmentFact>();
        foreach (LogSegmentFact one in segments.OrderBy(one => one.Segment.Failed).ThenBy(one => one.NewestUtcMilliseconds))
        {
            (nowUtcMilliseconds - one.NewestUtcMilliseconds > DaysOf(one) * 86_400_000L ? due : left).Add(one);
        }

        foreach (var campaign in left.Where(one => Of(one)?.MostBytes is not null).GroupBy(one => Of(one)!.Campaign).ToList())
        {
            Shorten([.. campaign], Of(campaign.First())!.MostBytes!.Value);
        }

        Shorten([.. left], workspace.MostBytes);
        return due;

        CampaignLogs? Of(LogSegmentFact one) => campaigns.GetValueOrDefault(one.Segment.Transformation);

        int DaysOf(LogSegmentFact one) => one.Segment.Failed ? Of(one)?.FailedDays ?? workspace.FailedDays : Of(one)?.GoodDays ?? workspace.GoodDays;

        void Shorten(IReadOnlyList<LogSegmentFact> inOrder, long most)
        {
            long bytes = inOrder.Sum(one => one.Bytes);
            for (int next = 0; next < inOrder.Count && bytes > most; next++)
            {
                bytes -= inOrder[next].Bytes;
                due.Add(inOrder[next]);
                left.Remove(inOrder[next]);
            }
        }
    }
}
