using System.Diagnostics;
using System.Globalization;
using Fathom.Production.Monitor;

namespace Fathom.Benchmarks.Queries;

/// <summary>1,000 fixed questions to the job monitor at 5 million jobs, in this process and through HTTP.</summary>
internal static class QueriesBenchmark
{
    private const int Seed = 20260;

    public static IEnumerable<Figure> Run()
    {
        int jobs = int.Parse(Environment.GetEnvironmentVariable("FATHOM_BENCH_JOBS") ?? "5000000", CultureInfo.InvariantCulture);
        long begin = Stopwatch.GetTimestamp();
        JobTable table = SyntheticJobs.Make(jobs, Seed);
        yield return new Figure("jobs in the table", table.Count, "jobs");
        yield return new Figure("making the table", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s");
        yield return new Figure("columns of the table", table.ColumnBytes / 1e6, "MB", 350);
        yield return new Figure("columns per job", (double)table.ColumnBytes / table.Count, "B");
        var query = new JobQuery(table);
        IReadOnlyList<SeededQuery> questions = new SeededQueries(Seed, table).Make(1000);
        foreach (SeededQuery question in questions.Take(100))
        {
            Ask(query, question);
        }

        List<(double Milliseconds, SeededQuery Question)> times = [.. questions.Select(question => (Ask(query, question), question))];
        foreach (Figure figure in Figures("in process", times, null))
        {
            yield return figure;
        }

        if (Environment.GetEnvironmentVariable("FATHOM_BENCH_SLOWEST") is not null)
        {
            foreach ((double milliseconds, SeededQuery question) in times.OrderByDescending(time => time.Milliseconds).Take(25))
            {
                Console.Error.WriteLine($"{milliseconds:F1} ms {query.Count(question.Criteria)} {question}");
            }
        }
    }

    private static IEnumerable<Figure> Figures(string where, List<(double Milliseconds, SeededQuery Question)> times, double? target)
    {
        foreach ((string what, Func<SeededQuery, bool> which) in new (string, Func<SeededQuery, bool>)[]
            { ("all", _ => true), ("pages", question => question.Order is not null), ("groups", question => question.Order is null) })
        {
            double[] sorted = [.. times.Where(time => which(time.Question)).Select(time => time.Milliseconds).Order()];
            yield return new Figure($"{where}, {what}: p50", sorted[sorted.Length / 2], "ms");
            yield return new Figure($"{where}, {what}: p99", sorted[sorted.Length * 99 / 100], "ms", what == "all" ? target : null);
            yield return new Figure($"{where}, {what}: slowest", sorted[^1], "ms");
        }
    }

    private static double Ask(JobQuery query, SeededQuery question)
    {
        long begin = Stopwatch.GetTimestamp();
        if (question.Order is { } order)
        {
            long offset = question.OffsetPart == 0 ? 0 : (long)(query.Count(question.Criteria) * question.OffsetPart);
            begin = Stopwatch.GetTimestamp();
            query.Page(question.Criteria, order, offset, SeededQuery.PageSize);
        }
        else
        {
            query.Group(question.Criteria, question.First, question.Second == question.First ? null : question.Second, 100);
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
