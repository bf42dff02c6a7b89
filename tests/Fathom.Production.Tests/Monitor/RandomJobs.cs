using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Production.Tests.Monitor;

/// <summary>Tables and questions from a seed, and the same jobs as plain objects.</summary>
internal sealed class RandomJobs
{
    private static readonly string[] Words = ["", "a", "B", "b", "Å", "events 100", "events 1000", "events 20", "z"];
    private readonly Random _random;
    private readonly int _hosts;
    private readonly long _span;

    public RandomJobs(int seed, int jobs, long span = 90L * 86_400_000)
    {
        _random = new Random(seed);
        _hosts = _random.Next(1, 40);
        _span = span;
        for (int id = 1; id <= 12; id++)
        {
            Table.Transformations.Set(new TransformationFacts(id, $"step {id % 5}", Words[id % 4], Words[id % 3]));
        }

        while (Table.Count < jobs)
        {
            AddSome((int)Math.Min(jobs - Table.Count, _random.Next(3) == 0 ? _random.Next(1, 3000) : 1));
        }

        for (int i = 0; i < jobs; i++)
        {
            Table.Write(_random.NextInt64(1, jobs + 1), Job());
        }
    }

    public JobTable Table { get; } = new();

    public List<PlainJob> Plain() => [.. Enumerable.Range(1, (int)Table.Count).Select(id => new PlainJob(id, Table.Read(id), Table))];

    public JobCriteria Criteria()
    {
        JobCriteria all = JobCriteria.All;
        bool One() => _random.Next(8) == 0;
        return all with
        {
            States = One() ? [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => (JobState)_random.Next(8))] : [],
            Minors = One() ? Texts() : [],
            Applications = One() ? Texts() : [],
            Causes = One() ? Texts() : [],
            Sites = One() ? Texts() : [],
            Owners = One() ? Texts() : [],
            Campaigns = One() ? Texts() : [],
            Steps = One() ? Texts() : [],
            Hosts = One() ? [.. Enumerable.Range(0, _random.Next(1, 15)).Select(_ => $"host{_random.Next(50)}")] : [],
            Transformations = One() ? [.. Enumerable.Range(0, _random.Next(1, 9)).Select(_ => (long)_random.Next(20))] : [],
            TransformationNames = One() ? [$"step {_random.Next(6)}"] : [],
            Ids = One() ? [Range(1, Table.Count), Range(-10, Table.Count * 2)] : [],
            Runs = One() ? [Range(0, 300), Range(100, 200)] : [],
            Attempts = One() ? Range(0, 20) : null,
            PayloadFailures = One() ? Range(-1, 4) : null,
            InfrastructureLosses = One() ? new NumberRange(1, long.MaxValue) : null,
            Created = One() ? Range(0, _span) : null,
            Updated = One() ? Range(0, _span) : null,
        };
    }

    public JobOrder Order() => new(JobColumns.Sortable[_random.Next(JobColumns.Sortable.Count)], _random.Next(2) == 0);

    public JobColumn Dimension() => JobColumns.Groupable[_random.Next(JobColumns.Groupable.Count)];

    public (long Offset, int Limit) Place(long total) =>
        (_random.Next(3) == 0 ? 0 : _random.NextInt64(0, total + 5), _random.Next(4) == 0 ? _random.Next(0, 9000) : _random.Next(0, 100));

    private void AddSome(int jobs)
    {
        JobEntry same = Job();
        Table.AddRange(same, [.. Enumerable.Range(0, jobs).Select(i => new JobOrigin(same.Run, same.Section is { } first ? first + i : null, i, same.LastEvent + i))]);
    }

    private JobEntry Job() => new()
    {
        State = (JobState)_random.Next(8),
        AttemptState = _random.Next(2) == 0 ? null : (AttemptState)_random.Next(8),
        Minor = Table.Names.Minor.Intern(Word()),
        Application = Table.Names.Application.Intern(Word()),
        Cause = Table.Names.Cause.Intern(Word()),
        Site = Table.Names.Site.Intern(Word()),
        Host = Table.Names.Host.Intern($"host{_random.Next(_hosts)}"),
        Owner = Table.Names.Owner.Intern(Word()),
        Transformation = _random.Next(1, 13),
        Run = _random.Next(10) == 0 ? null : _random.Next(300),
        Section = _random.Next(10) == 0 ? null : _random.Next(2000),
        Attempt = _random.Next(20),
        PayloadFailures = _random.Next(4),
        InfrastructureLosses = _random.Next(3),
        FirstInput = _random.NextInt64(0, uint.MaxValue),
        Created = _random.NextInt64(0, _span),
        // Some times are much closer together than others.
        Updated = _random.Next(2) == 0 ? _random.NextInt64(0, 20) : _random.NextInt64(0, _span),
        LastEvent = _random.NextInt64(0, 1L << _random.Next(1, 50)),
        Priority = (short)_random.Next(-3, 4),
    };

    private string Word() => Words[_random.Next(Words.Length)];

    private string[] Texts() => [.. Enumerable.Range(0, _random.Next(1, 8)).Select(_ => _random.Next(6) == 0 ? "events*" : _random.Next(6) == 0 ? "unheard" : Word())];

    private NumberRange Range(long from, long to)
    {
        long low = _random.NextInt64(from, Math.Max(from + 1, to));
        return new NumberRange(low, low + _random.NextInt64(0, Math.Max(1, (to - from) / 2)));
    }
}
