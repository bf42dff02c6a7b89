using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fathom.Benchmarks.Queries;
using Fathom.Database;
using Fathom.Identity.Tokens;
using Fathom.Production;

namespace Fathom.Benchmarks.Ledger;

/// <summary>Durable job events through the pilots' HTTP interface: server and herd are processes of their own.</summary>
internal static class EventsBenchmark
{
    // Of the server, page cache included [byte].
    private const long MemoryLimit = 1_000_000_000;

    public static IEnumerable<Figure> Run(LedgerBenchmarkOptions options)
    {
        using var workspace = new LedgerWorkspace(options);
        long began = Stopwatch.GetTimestamp();
        long events = PrepareAsync(workspace, options).GetAwaiter().GetResult();
        yield return new Figure("fsync of 4 KiB, median", FsyncMedian.Measure(workspace.Folders.Root), "ms");
        yield return new Figure("added to each sync", options.SyncDelay, "ms");
        foreach (Figure settings in workspace.Settings())
        {
            yield return settings;
        }

        yield return new Figure($"preloaded: {options.Jobs} jobs, {options.Waiting} of them waiting, {events} events", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");
        using MemoryCage? cage = MemoryCage.TryMake(MemoryLimit);
        MemoryCage.DropPageCache();
        began = Stopwatch.GetTimestamp();
        using Process server = Start("ledger-server", redirectInput: true, cage, workspace.Folders.Root, workspace.Location, Text(options.SyncDelay));
        string url = server.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        yield return new Figure("server ready (all jobs loaded)", Stopwatch.GetElapsedTime(began).TotalSeconds, "s", 20);
        using Process herd = Start(
            "ledger-herd", redirectInput: false, null, url, workspace.Folders.Root, Text(options.Pilots), Text(options.Connections), Text(options.Seconds), Text(options.Rate));
        using Process? asker = options.Asks ? Start("ledger-questions", redirectInput: false, null, url, workspace.Folders.Root) : null;
        Task<long> watching = Task.Run(() => LongestLog(workspace.Folders.Database + "-wal", herd));
        string? answers = asker?.StandardOutput.ReadToEnd();
        bool during = !herd.HasExited;
        string line = herd.StandardOutput.ReadToEnd();
        herd.WaitForExit();
        long resident = Resident(server);
        double cpu = server.TotalProcessorTime.TotalSeconds;
        server.StandardInput.Close();
        server.WaitForExit();
        using JsonDocument result = JsonDocument.Parse(line);
        double Of(string name) => result.RootElement.GetProperty(name).GetDouble();
        bool postgres = options.Database is not null;
        yield return new Figure($"durable job events, {options.Pilots} pilots", Of("events") / Of("seconds"), "1/s", postgres ? 6000 : 10_000, Bound.AtLeast);
        yield return new Figure("acknowledged within, p99", Of("p99"), "ms", 500);
        yield return new Figure("acknowledged within, median", Of("p50"), "ms");
        yield return new Figure("longest", Of("longest"), "ms");
        yield return new Figure("requests", Of("requests") / Of("seconds"), "1/s");
        yield return new Figure("events refused", Of("refused"), "events", 0);
        yield return new Figure("server CPU per event", cpu / Of("events") * 1e6, "us");
        yield return new Figure("herd CPU per event", Of("cpu") / Of("events") * 1e6, "us");
        yield return new Figure("server resident", resident / 1048576.0, "MiB", 1024);
        foreach (Figure figure in answers is null ? [] : Answers(answers, during))
        {
            yield return figure;
        }

        if (cage is not null)
        {
            // The kernel gives it no more: what counts is that all of the above was reached within.
            yield return new Figure("server's memory with its page cache, highest", cage.Highest / 1e6, "MB", MemoryLimit / 1e6);
        }

        if (!postgres)
        {
            yield return new Figure("longest write-ahead log", watching.Result / 1048576.0, "MiB", 1024);
        }
    }

    private static IEnumerable<Figure> Answers(string line, bool during)
    {
        using JsonDocument result = JsonDocument.Parse(line);
        double Of(string name) => result.RootElement.GetProperty(name).GetDouble();
        yield return new Figure("questions to the job monitor, all while the pilots were at work", during ? Of("asked") : 0, "questions", QueriesBenchmark.Questions, Bound.AtLeast);
        yield return new Figure("a question answered within, p99", Of("p99"), "ms", 100);
        yield return new Figure("a question answered within, median", Of("p50"), "ms");
        yield return new Figure("slowest question", Of("longest"), "ms");
    }

    private static async Task<long> PrepareAsync(LedgerWorkspace workspace, LedgerBenchmarkOptions options)
    {
        using WorkspaceDatabase database = workspace.Open();
        await LedgerWorkspace.FillAsync(database, options.Waiting);
        var tokens = new PilotTokens(new Secret("key of the benchmark"));
        var ledgerOptions = new LedgerOptions { Workspace = workspace.Folders.Root };
        await new Production.Ledger(database, tokens, ledgerOptions).CreateCampaignAsync("create", LedgerWorkspace.Definition, "user:bench");
        long events = await LedgerPreload.RunAsync(database, options.Jobs - options.Waiting, options.Events, transformation: 1);
        var ledger = new Production.Ledger(database, tokens, ledgerOptions);
        OperationReply started = await ledger.StartCampaignAsync("start", LedgerWorkspace.Campaign, "user:bench");
        await ledger.FeedAsync();
        return started.Done ? events : throw new InvalidOperationException(started.Reason);
    }

    private static Process Start(string role, bool redirectInput, MemoryCage? cage, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], role, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = redirectInput,
        };
        cage?.Enclose(start);
        return Process.Start(start)!;
    }

    private static long LongestLog(string path, Process until)
    {
        long longest = 0;
        while (!until.WaitForExit(200))
        {
            longest = Math.Max(longest, File.Exists(path) ? new FileInfo(path).Length : 0);
        }

        return longest;
    }

    private static long Resident(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
