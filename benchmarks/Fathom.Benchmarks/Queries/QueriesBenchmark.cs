using System.Diagnostics;
using System.Globalization;
using Fathom.Portal.Pages.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Benchmarks.Queries;

/// <summary>1,000 fixed questions to the job monitor at 5 million jobs, in this process and through HTTP.</summary>
internal static class QueriesBenchmark
{
    /// <summary>Seed of the fixed set.</summary>
    public const int Seed = 20260;

    /// <summary>How many questions the fixed set has.</summary>
    public const int Questions = 1000;


    public static IEnumerable<Figure> Run()
    {
        int jobs = int.Parse(Environment.GetEnvironmentVariable("FATHOM_BENCH_JOBS") ?? "5000000", CultureInfo.InvariantCulture);
        long begin = Stopwatch.GetTimestamp();
        JobTable table = SyntheticJobs.Make(jobs, Seed);
        yield return new Figure("jobs in the table", table.Count, "jobs");
        yield return new Figure("making the table", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s");
        yield return new Figure("columns of the table", table.ColumnBytes / 1e6, "MB", 350);
        yield return new Figure("columns per job", (double)table.ColumnBytes / table.Count, "B");
        yield return new Figure("resident memory of the process", Environment.WorkingSet / 1e6, "MB");
        var query = new JobQuery(table);
        IReadOnlyList<SeededQuery> questions = new SeededQueries(Seed, QuestionWords.Of(table)).Make(Questions);
        List<JobQuestion> asked = [.. questions.Select(question => question.Place(query.Count(question.Criteria)))];
        var monitor = new JobMonitor(() => table);
        foreach (Figure figure in Measure("in process", asked, question => Answer(monitor, question), null))
        {
            yield return figure;
        }

        using var server = new MonitorServer(table);
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (Figure figure in Measure("HTTP", asked, question => Get(http, question), 30))
        {
            yield return figure;
        }

        using var writer = new SteadyWriter(table, Seed);
        foreach (Figure figure in Measure("HTTP, 10,000 changes/s", asked, question => Get(http, question), 100))
        {
            yield return figure;
        }

        yield return new Figure("longest change of a row meanwhile", writer.LongestMilliseconds, "ms");
        yield return new Figure("resident memory of the process, all done", Environment.WorkingSet / 1e6, "MB");
    }

    private static IEnumerable<Figure> Measure(string where, List<JobQuestion> questions, Action<JobQuestion> ask, double? target)
    {
        foreach (JobQuestion question in questions.Take(100))
        {
            ask(question);
        }

        var times = new List<(double Milliseconds, JobQuestion Question)>();
        // What a question takes of the processor says more than its time where others use the machine too.
        var processor = new List<double>();
        foreach (JobQuestion question in questions)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long begin = Stopwatch.GetTimestamp();
            ask(question);
            times.Add((Stopwatch.GetElapsedTime(begin).TotalMilliseconds, question));
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        processor.Sort();
        yield return new Figure($"{where}: CPU of a question, mean", processor.Average(), "ms");
        yield return new Figure($"{where}: CPU of a question, p99", processor[processor.Count * 99 / 100], "ms");
        foreach (Figure figure in Figures(where, times, target))
        {
            yield return figure;
        }

        ShowSlowest(times);
    }

    private static void ShowSlowest(List<(double Milliseconds, JobQuestion Question)> times)
    {
        if (Environment.GetEnvironmentVariable("FATHOM_BENCH_SLOWEST") is not null)
        {
            foreach ((double milliseconds, JobQuestion question) in times.OrderByDescending(time => time.Milliseconds).Take(15))
            {
                Console.Error.WriteLine($"{milliseconds:F1} ms {JobAddress.Of("/api/jobs", question)}");
            }
        }
    }

    private static void Answer(JobMonitor monitor, JobQuestion question)
    {
        if (question.By.Count == 0)
        {
            monitor.List(question);
        }
        else
        {
            monitor.Summary(question);
        }
    }

    /// <summary>Asks a server.</summary>
    public static byte[] Get(HttpClient http, JobQuestion question) =>
        http.GetByteArrayAsync(new Uri(JobAddress.Of(question.By.Count == 0 ? "/api/jobs" : "/api/jobs/summary", question), UriKind.Relative)).GetAwaiter().GetResult();

    private static IEnumerable<Figure> Figures(string where, List<(double Milliseconds, JobQuestion Question)> times, double? target)
    {
        foreach ((string what, Func<JobQuestion, bool> which) in new (string, Func<JobQuestion, bool>)[]
            { ("all", _ => true), ("pages", question => question.By.Count == 0), ("groups", question => question.By.Count > 0) })
        {
            double[] sorted = [.. times.Where(time => which(time.Question)).Select(time => time.Milliseconds).Order()];
            yield return new Figure($"{where}, {what}: p50", sorted[sorted.Length / 2], "ms");
            yield return new Figure($"{where}, {what}: p99", sorted[sorted.Length * 99 / 100], "ms", what == "all" ? target : null);
            yield return new Figure($"{where}, {what}: slowest", sorted[^1], "ms");
        }
    }
}
