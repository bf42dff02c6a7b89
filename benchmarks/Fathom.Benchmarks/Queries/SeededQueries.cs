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
internal sealed class SeededQueries(int seed, QuestionWords words)
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
        2 => criteria with { Minors = Texts(JobColumn.Minor) },
        3 => criteria with { Applications = [.. Texts(JobColumn.Application), "events 1*"] },
        4 => criteria with { Causes = Texts(JobColumn.Cause) },
        5 => criteria with { Sites = Texts(JobColumn.Site) },
        6 => criteria with { Hosts = Texts(JobColumn.Host) },
        7 => criteria with { Owners = Texts(JobColumn.Owner) },
        8 => criteria with { Campaigns = Texts(JobColumn.Campaign) },
        9 => criteria with { Steps = Texts(JobColumn.Step) },
        10 => criteria with { Transformations = [.. Several(() => Any(words.Transformations))] },
        11 => criteria with { Ids = [Range(words.Ids)] },
        12 => criteria with { Runs = [Range(words.Runs)] },
        13 => criteria with { Attempts = new NumberRange(1, 1 + _random.Next(3)) },
        14 => criteria with { Created = Range(words.Times) },
        _ => criteria with { Updated = Range(words.Times) },
    };

    private NumberRange Range(NumberRange all)
    {
        long low = _random.NextInt64(all.Low, Math.Max(all.Low + 1, all.High));
        return new NumberRange(low, low + _random.NextInt64(Math.Max(1, (all.High - all.Low) / 2)));
    }

    private string[] Texts(JobColumn column) => [.. Several(() => Any(words.Texts[column]))];

    private List<T> Several<T>(Func<T> one)
    {
        var all = new List<T>();
        for (int left = _random.Next(1, 9); left > 0; left--)
        {
            all.Add(one());
        }

        return all;
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
