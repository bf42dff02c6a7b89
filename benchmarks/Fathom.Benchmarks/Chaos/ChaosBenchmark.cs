using System.Diagnostics;
using System.Text.Json;
using Fathom.Benchmarks.Campaigns;
using Fathom.Benchmarks.Chaos.Faults;
using Fathom.PostgresServers;

namespace Fathom.Benchmarks.Chaos;

/// <summary>Faults on real processes: whatever is done to them, nothing is lost, nothing is double, and the campaign ends by itself.</summary>
internal static class ChaosBenchmark
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(10);

    private static readonly IReadOnlyList<IFault> Kinds =
    [
        new ServerKilled(), new PilotKilled(), new PayloadKilled(), new PilotFrozen(), new SecondServer(), new DiskFull(), new ElementFailing(), new DatabaseLost(),
        new MessagesDisturbed("requests lost", MessageFault.RequestLost), new MessagesDisturbed("answers lost", MessageFault.AnswerLost),
        new MessagesDisturbed("messages repeated", MessageFault.Repeated), new MessagesDisturbed("messages reordered", MessageFault.Reordered),
    ];

    public static IEnumerable<Figure> Run(string[] args) => RunAsync(ChaosOptions.Parse(args)).GetAwaiter().GetResult();

    private static async Task<List<Figure>> RunAsync(ChaosOptions options)
    {
        string database = options.Postgres ? (PostgresCluster.Shared ?? throw new InvalidOperationException(PostgresCluster.Absence)).NewDatabase() : "";
        await using ChaosWorld world = await ChaosWorld.MakeAsync(options, database);
        var figures = new List<Figure>();
        var random = new Random(options.Seed);
        IFault[] due = [.. Kinds.Where(kind => kind.Applies(world)).SelectMany(kind => Enumerable.Repeat(kind, options.OfEachKind))];
        random.Shuffle(due);
        var struck = Kinds.ToDictionary(kind => kind.Name, _ => 0);
        foreach (IFault fault in due)
        {
            await Task.Delay(random.Next(50, 400));
            await world.EnsureServerAsync();
            bool hit = await StrikeAsync(world, fault, random);
            struck[fault.Name] += hit ? 1 : 0;
            Console.Error.WriteLine($"{struck.Values.Sum(),5} {fault.Name}{(hit ? "" : " (nothing to strike)")}");
        }

        figures.AddRange(struck.Select(kind => new Figure(kind.Key, kind.Value, "faults")));
        bool ended = await EndAsync(world, options.Jobs);
        Dictionary<string, long> jobs = world.Jobs();
        figures.Add(new Figure("campaign ended by itself", ended ? 1 : 0, "", 1, Bound.AtLeast));
        figures.Add(new Figure("jobs done", jobs.GetValueOrDefault("Done"), "jobs", options.Jobs, Bound.AtLeast));
        figures.Add(new Figure("jobs held", jobs.GetValueOrDefault("Held"), "jobs", 0));
        await world.KillServerAsync();
        figures.AddRange(Audit(world));
        return figures;
    }

    // Some faults need a moment at which there is something to strike: three tries each.
    private static async Task<bool> StrikeAsync(ChaosWorld world, IFault fault, Random random)
    {
        for (int tries = 0; tries < 3; tries++)
        {
            if (await fault.StrikeAsync(world, random))
            {
                return true;
            }

            await Task.Delay(300);
        }

        return false;
    }

    private static async Task<bool> EndAsync(ChaosWorld world, int jobs)
    {
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < LongestEnd)
        {
            await world.EnsureServerAsync();
            Dictionary<string, long> states = world.Jobs();
            if (states.GetValueOrDefault("Done") + states.GetValueOrDefault("Held") >= jobs)
            {
                return true;
            }

            await Task.Delay(1000);
        }

        return false;
    }

    private static IEnumerable<Figure> Audit(ChaosWorld world)
    {
        string output = WorkerProcess.Run("audit", "--json", "--deep", "--workspace", world.Workspace).Output;
        using JsonDocument audit = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        return [.. new[] { "lost", "double", "dark", "corrupt", "mismatched" }
            .Select(fault => new Figure($"audit: {fault}", audit.RootElement.GetProperty(fault).GetInt64(), "", 0))];
    }
}
