using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Benchmarks.Queries;

/// <summary>One question of the fixed set.</summary>
/// <param name="Criteria">Which jobs.</param>
/// <param name="Order">How a page is sorted; null for a grouping.</param>
/// <param name="OffsetPart">Where the page begins, as part of all that match.</param>
/// <param name="First">First dimension of a grouping.</param>
/// <param name="Second">Second dimension of a grouping.</param>
internal sealed record SeededQuery(JobCriteria Criteria, JobOrder? Order, double OffsetPart, JobColumn First, JobColumn? Second)
{
    private const int PageSize = 100;

    /// <summary>The question, with its page at its part of all that match.</summary>
    public JobQuestion Place(long matching) => Order is { } order
        ? new JobQuestion(Criteria, order, (long)(matching * OffsetPart), PageSize, [])
        : new JobQuestion(Criteria, JobQuestion.All.Order, 0, PageSize, Second is { } second && second != First ? [First, second] : [First]);
}

/// <summary>The fixed set of questions: any conjunction of filters, any sort column, first and deep pages, any two dimensions.</summary>
internal sealed class SeededQueries(int seed, JobTable table)
{
    private readonly Random _random = new(seed);

    public IReadOnlyList<SeededQuery> Make(int count)
    {
        var queries = new List<SeededQuery>(count);
        while (queries.Count < count)
        {
            bool grouping = _random.Next(10) < 3;
            queries.Add(new SeededQuery(
                Criteria(_random.Next(5)),
                grouping ? null : new JobOrder(Any(JobColumns.Sortable), _random.Next(2) == 0),
                _random.Next(2) == 0 ? 0 : _random.NextDouble(),
                Any(JobColumns.Groupable),
                _random.Next(5) == 0 ? null : Any(JobColumns.Groupable)));
        }

        return queries;
    }

    private JobCriteria Criteria(int conditions)
    {
        JobCriteria criteria = JobCriteria.All;
        for (int i = 0; i < conditions; i++)
        {
            criteria = Narrow(criteria);
        }

        return criteria;
    }

    private JobCriteria Narrow(JobCriteria criteria) => _random.Next(16) switch
    {
        0 or 1 => criteria with { States = [.. Several(() => (JobState)_random.Next(8))] },
        2 => criteria with { Minors = Texts(table.Names.Minor) },
        3 => criteria with { Applications = [.. Texts(table.Names.Application), "events 1*"] },
        4 => criteria with { Causes = Texts(table.Names.Cause) },
        5 => criteria with { Sites = Texts(table.Names.Site) },
        6 => criteria with { Hosts = Texts(table.Names.Host) },
        7 => criteria with { Owners = Texts(table.Names.Owner) },
        8 => criteria with { Campaigns = [.. Several(() => SyntheticJobs.CampaignName(_random.Next(SyntheticJobs.Campaigns)))] },
        9 => criteria with { Steps = [.. Several(() => $"step{_random.Next(SyntheticJobs.Steps)}")] },
        10 => criteria with { Transformations = [.. Several(() => 1L + _random.Next(SyntheticJobs.Campaigns * SyntheticJobs.Steps))] },
        11 => criteria with { Ids = [Range(1, table.Count)] },
        12 => criteria with { Runs = [Range(SyntheticJobs.FirstRun, SyntheticJobs.FirstRun + SyntheticJobs.Runs)] },
        13 => criteria with { Attempts = new NumberRange(1, 1 + _random.Next(3)) },
        14 => criteria with { Created = Range(SyntheticJobs.Begin, SyntheticJobs.Begin + SyntheticJobs.Span) },
        _ => criteria with { Updated = Range(SyntheticJobs.Begin, SyntheticJobs.Begin + SyntheticJobs.Span) },
    };

    private NumberRange Range(long from, long to)
    {
        long low = _random.NextInt64(from, to);
        return new NumberRange(low, low + _random.NextInt64((to - from) / 2));
    }

    private string[] Texts(NameTable names) => [.. Several(() => names.Text(_random.Next(names.Count)))];

    private List<T> Several<T>(Func<T> one)
    {
        var all = new List<T>();
        for (int left = _random.Next(1, 9); left > 0; left--)
        {
            all.Add(one());
        }

        return all;
    }

    private JobColumn Any(IReadOnlyList<JobColumn> columns) => columns[_random.Next(columns.Count)];
}
