using System.Diagnostics;
using Fathom.Benchmarks.Campaigns;
using Fathom.Database;
using Fathom.PostgresServers;
using Fathom.Vo.Publishing;

namespace Fathom.Benchmarks.Observatory;

/// <summary>Published events asked through HTTP: cones, ADQL, the whole table. CPU is the server process's own.</summary>
internal static class VoBenchmark
{
    private const long Usually = 1_000_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    /// <summary>The usual table, one of <c>--rows N</c>, or, with <c>--scale [N]</c>, the cone of 76 rows at 1, 10 and 100 M rows (up to N) side by side;
    /// with <c>--postgres</c> the workspace's database is PostgreSQL.</summary>
    public static IEnumerable<Figure> Run(string[] args)
    {
        bool postgres = args.Contains("--postgres");
        return args.Contains("--scale")
            ? Scale(Number(args, "--scale") ?? 100_000_000, postgres)
            : Published(
                Number(args, "--rows") ?? Usually, postgres,
                (server, address, rows) => rows == Usually ? Usual(server, address) : [Scaled(server, address, rows, null)]);
    }

    private static IEnumerable<Figure> Scale(long most, bool postgres)
    {
        double? ceiling = null;
        for (long rows = Usually; rows <= most; rows *= 10)
        {
            foreach (Figure figure in Published(rows, postgres, (server, address, count) => [Scaled(server, address, count, ceiling)]))
            {
                // At most half as much again as at a million rows.
                ceiling ??= figure.Name.StartsWith("cone", StringComparison.Ordinal) ? 1.5 * figure.Value : null;
                yield return figure;
            }
        }
    }

    private static List<Figure> Published(long rows, bool postgres, Func<WorkerProcess, Uri, long, IEnumerable<Figure>> measure)
    {
        string workspace = Directory.CreateTempSubdirectory("fathom-bench-").FullName;
        try
        {
            WorkerProcess.MustRun("init", "--workspace", workspace);
            if (postgres)
            {
                PostgresCluster cluster = PostgresCluster.Shared ?? throw new InvalidOperationException(PostgresCluster.Absence);
                WorkerProcess.MustRun("database", "move", "--to", cluster.NewDatabase(), "--workspace", workspace);
            }

            long began = Stopwatch.GetTimestamp();
            WorkerProcess.MustRun("release", "create", "made", "--synthetic", $"{rows}", "--workspace", workspace);
            double import = Stopwatch.GetElapsedTime(began).TotalSeconds;
            WorkerProcess.MustRun("release", "publish", "made", "--workspace", workspace);
            using WorkerProcess server = WorkerProcess.Server(workspace);
            var address = new Uri(WorkspaceServer(workspace));
            List<Figure> figures = [new($"import of {rows} rows, with index, statistics and sync", import, "s", rows == Usually ? 5 : null)];
            if (rows <= CopyKeeper.MostRows)
            {
                figures.Add(new Figure($"first join after {rows} rows were published: wall", FirstJoin(address), "s"));
            }

            figures.AddRange(measure(server, address, rows));
            return figures;
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    // Its copy is made in the background: what is measured afterwards is measured without that.
    private static double FirstJoin(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(3) };
        long began = Stopwatch.GetTimestamp();
        while (client.GetAsync(new Uri(VoQuestions.Join(), UriKind.Relative)).GetAwaiter().GetResult() is { IsSuccessStatusCode: false } answer)
        {
            if (answer.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable)
            {
                throw new InvalidOperationException($"The join was answered with {answer.StatusCode}.");
            }
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static IEnumerable<Figure> Usual(WorkerProcess server, Uri address)
    {
        foreach ((string name, Func<VoQuestions, string> ask, double most) in new (string, Func<VoQuestions, string>, double)[]
        {
            ("cone 1°", questions => questions.Cone(1), 0.3), ("cone 5°", questions => questions.Cone(5), 2), ("ADQL CONTAINS 1°, sync", questions => questions.Contains(1), 0.8),
            ("COUNT(*)", questions => questions.Count(), 8), ("COUNT GROUP BY nhit", questions => questions.CountByHits(), 8), ("month histogram with AVG", questions => questions.Months(), 15),
        })
        {
            (double perSecond, double cpu, double client) = Load(server, address, ask, clients: 1, TimeSpan.FromSeconds(6));
            yield return new Figure($"{name}: server's CPU a request", cpu, "ms", most);
            yield return new Figure($"{name}: one client", perSecond, "1/s");
            yield return new Figure($"{name}: client's own CPU a request", client, "ms");
        }

        yield return new Figure("cone 1°: 4 clients", Load(server, address, questions => questions.Cone(1), clients: 4, TimeSpan.FromSeconds(8)).PerSecond, "1/s", 4000, Bound.AtLeast);
        foreach (Figure figure in Whole(server, address))
        {
            yield return figure;
        }
    }

    // The same number of rows in each circle, whatever the size of the table.
    private static Figure Scaled(WorkerProcess server, Uri address, long rows, double? ceiling)
    {
        double radius = Math.Sqrt(1e6 / rows);
        (_, double cpu, _) = Load(server, address, questions => questions.Cone(radius), clients: 1, TimeSpan.FromSeconds(8));
        return new Figure($"cone {radius:0.###}° (76 rows) of {rows} rows: server's CPU a request", cpu, "ms", ceiling);
    }

    private static IEnumerable<Figure> Whole(WorkerProcess server, Uri address)
    {
        var questions = new VoQuestions(3);
        using var connection = new VoConnection(address);
        connection.Get(questions.Whole());
        double least = double.MaxValue, first = 0, cpu = server.Cpu;
        const int Times = 10;
        for (int i = 0; i < Times; i++)
        {
            long began = Stopwatch.GetTimestamp();
            connection.Get(questions.Whole());
            double took = Stopwatch.GetElapsedTime(began).TotalSeconds;
            (least, first) = took < least ? (took, connection.FirstByte) : (least, first);
        }

        yield return new Figure("whole table, BINARY2: wall", least, "s", 0.2);
        yield return new Figure("whole table, BINARY2: first byte", first * 1e3, "ms", 20);
        yield return new Figure("whole table, BINARY2: server's CPU", (server.Cpu - cpu) / Times, "s");
        yield return new Figure("server's resident memory", server.Resident / 1048576.0, "MiB");
    }

    private static (double PerSecond, double Cpu, double Client) Load(
        WorkerProcess server, Uri address, Func<VoQuestions, string> ask, int clients, TimeSpan lasts)
    {
        Drive(address, ask, clients, WarmUp, seed: 1000);
        using var own = Process.GetCurrentProcess();
        (double cpu, double mine) = (server.Cpu, own.TotalProcessorTime.TotalSeconds);
        long began = Stopwatch.GetTimestamp();
        long done = Drive(address, ask, clients, lasts, seed: 1);
        double took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        own.Refresh();
        return (done / took, (server.Cpu - cpu) / done * 1e3, (own.TotalProcessorTime.TotalSeconds - mine) / done * 1e3);
    }

    private static long Drive(Uri address, Func<VoQuestions, string> ask, int clients, TimeSpan lasts, int seed)
    {
        long done = 0;
        Thread[] threads = [.. Enumerable.Range(0, clients).Select(client => new Thread(() =>
        {
            var questions = new VoQuestions(seed + client);
            using var connection = new VoConnection(address);
            long began = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(began) < lasts)
            {
                connection.Get(ask(questions));
                Interlocked.Increment(ref done);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return done;
    }

    private static string WorkspaceServer(string workspace)
    {
        using var description = System.Text.Json.JsonDocument.Parse(File.ReadAllText(new WorkspaceFolders(workspace).ServerDescription));
        return description.RootElement.EnumerateObject().First(property => string.Equals(property.Name, "url", StringComparison.OrdinalIgnoreCase)).Value.GetString()!;
    }

    private static long? Number(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && long.TryParse(args[at + 1], out long number) ? number : null;
}
