using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fathom.Benchmarks.Campaigns;
using Fathom.Benchmarks.Chaos.Faults;
using Fathom.PostgresServers;

namespace Fathom.Benchmarks.Chaos;

/// <summary>One campaign on one database and engine, struck by every kind of fault in an order that the seed gives, then left to end.</summary>
internal sealed class ChaosCampaign(ChaosOptions options, ChaosSetting setting)
{
    private const int Tries = 60;
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(10), Look = TimeSpan.FromSeconds(1), BetweenTries = TimeSpan.FromMilliseconds(300);

    private static readonly IReadOnlyList<IFault> Kinds =
    [
        new ServerKilled(), new PilotKilled(), new PayloadKilled(), new PilotFrozen(), new SecondServer(), new DiskFull(), new ElementFailing(), new DatabaseLost(),
        new MessagesDisturbed("requests lost", MessageFault.RequestLost), new MessagesDisturbed("answers lost", MessageFault.AnswerLost),
        new MessagesDisturbed("messages repeated", MessageFault.Repeated), new MessagesDisturbed("messages reordered", MessageFault.Reordered),
    ];

    private readonly Random _random = new(options.Seed);
    private readonly Dictionary<string, int> _struck = [];
    private int _late;

    public async Task<ChaosResult> RunAsync()
    {
        long began = Stopwatch.GetTimestamp();
        string database = setting.Postgres ? (PostgresCluster.Shared ?? throw new InvalidOperationException(PostgresCluster.Absence)).NewDatabase() : "";
        int jobs = ChaosOptions.JobsFor(Kinds.Sum(options.Of));
        await using ChaosWorld world = await ChaosWorld.MakeAsync(setting, options.Seed, jobs, database);
        IFault[] kinds = [.. Kinds.Where(kind => kind.Applies(world))];
        IFault[] due = [.. kinds.SelectMany(kind => Enumerable.Repeat(kind, options.Of(kind)))];
        _random.Shuffle(due);
        var pace = new JobPace(jobs, due.Length);
        world.Pace(pace.First);
        for (int i = 0; i < due.Length; i++)
        {
            await StrikeAsync(world, due[i]);
            long closed = await world.ClosedAsync();
            _late += closed >= jobs ? 1 : 0;
            world.Pace(pace.After(i + 1, closed, Stopwatch.GetElapsedTime(began)));
        }

        world.Pace(TimeSpan.Zero);
        bool ended = await EndAsync(world, jobs);
        Dictionary<string, long> states = await world.JobsAsync();
        await world.KillServerAsync();
        Tell(world, await world.HeldAsync());
        return new ChaosResult(
            setting, _struck, kinds.ToDictionary(kind => kind.Name, options.Of), _late, ended, jobs, states, world.Defects, Audit(world),
            Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    // Some faults need a moment at which there is something to strike.
    private async Task StrikeAsync(ChaosWorld world, IFault fault)
    {
        await Task.Delay(_random.Next(20, 150));
        bool hit = false;
        for (int tries = 0; tries < Tries && !hit; tries++)
        {
            await world.EnsureServerAsync();
            hit = await fault.StrikeAsync(world, _random);
            await (hit ? Task.CompletedTask : Task.Delay(BetweenTries));
        }

        _struck[fault.Name] = _struck.GetValueOrDefault(fault.Name) + (hit ? 1 : 0);
        await world.EnsureServerAsync();
        Console.Error.WriteLine($"{setting.Name} {_struck.Values.Sum(),5} {fault.Name}{(hit ? "" : " (nothing to strike)")}");
    }

    private static async Task<bool> EndAsync(ChaosWorld world, int jobs)
    {
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < LongestEnd)
        {
            await world.EnsureServerAsync();
            if (await world.ClosedAsync() >= jobs)
            {
                return true;
            }

            await Task.Delay(Look);
        }

        return false;
    }

    // No payload of this campaign is ill: what happened to one that is held is the defect's only trace, and the disk goes with the world.
    private static void Tell(ChaosWorld world, IEnumerable<long> held)
    {
        foreach (string id in held.Select(job => job.ToString(CultureInfo.InvariantCulture)))
        {
            Console.Error.WriteLine(WorkerProcess.Run("job", "show", id, "--json", "--workspace", world.Workspace).Output);
            Console.Error.WriteLine(WorkerProcess.Run("job", "logging", id, "--json", "--workspace", world.Workspace).Output);
        }
    }

    private static Dictionary<string, long> Audit(ChaosWorld world)
    {
        string output = WorkerProcess.Run("audit", "--json", "--deep", "--workspace", world.Workspace).Output;
        using JsonDocument audit = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        return new[] { "lost", "double", "dark", "corrupt", "mismatched" }.ToDictionary(found => found, found => audit.RootElement.GetProperty(found).GetInt64());
    }
}
