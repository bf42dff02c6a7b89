using System.Globalization;
using System.Text.Json;

using Fathom.Benchmarks;
using Fathom.Benchmarks.Campaigns;
using Fathom.Benchmarks.Chaos;
using Fathom.Benchmarks.Database;
using Fathom.Benchmarks.Ledger;
using Fathom.Benchmarks.Observatory;
using Fathom.Benchmarks.Queries;
using Fathom.Benchmarks.RootFiles;
using Fathom.Benchmarks.Slurm;

if (args is ["chaos-server", .. var chaos])
{
    return await ChaosServer.RunAsync(chaos);
}

if (args is [PeakMemory.Verb, .. var peak])
{
    return PeakMemory.Run(peak);
}

if (await LedgerBenchmark.TryRunPartAsync(args))
{
    return 0;
}

Dictionary<string, (string What, Func<IEnumerable<Figure>> Run)> benchmarks = new(StringComparer.Ordinal)
{
    ["campaign"] = ("a whole campaign of 477,000 empty jobs: server and pilots as processes", () => CampaignBenchmark.Run(args)),
    ["chaos"] = ("faults on real processes: --count N of each kind, --light N, --seed N, --postgres, --slurm, --all", () => ChaosBenchmark.Run(args)),
    ["database"] = ("events and job rows a second that each database takes, without a ledger above it", DatabaseBenchmark.Run),
    ["demo"] = ("the demo's wall time and size; the launcher's own time", DemoBenchmark.Run),
    ["km3"] = ("KM3-230213A: direction and sky position against the published ones", TelescopeBenchmark.Run),
    ["ledger"] = ("a campaign's size: expansion, durable events through HTTP, loading, audit: --only expand|events|audit, --postgres, --jobs N, --events N, --files N, --seconds S, --rate N, --questions, --sync-delay MS", () => LedgerBenchmark.Run(args)),
    ["queries"] = ("1,000 fixed questions to the job monitor at 5 million jobs, in process and through HTTP", QueriesBenchmark.Run),
    ["root"] = ("ROOT files of 2 million jagged events, written and read in every codec: --codec NAME, --data NAME, --format ttree|rntuple, --events N, --no-memory", () => RootBenchmark.Run(args)),
    ["slurm"] = ("1,000 short jobs through a real Slurm of 8 CPUs against a plain job array; --jobs N, --no-plain", () => SlurmBenchmark.Run(args)),
    ["faults"] = ("a million faults over the ledger in memory: --faults N, --seed N the first, --replay that one alone", () => TwinFaultsBenchmark.Run(args)),
    ["twin"] = ("campaigns of 477,000 jobs on virtual time, against their floor", TwinBenchmark.Run),
    ["vo"] = ("published events through HTTP: cones, ADQL, the whole table; CPU of the server: --rows N, --postgres, --scale [N] for 1, 10 and 100 M side by side", () => VoBenchmark.Run(args)),
    ["resolution"] = ("energy and vertex of 1-8 MeV positrons in the ESD at r = 0, 10, 16 m; CPU of the steps", ResolutionBenchmark.Run),
};

bool json = args.Contains("--json");
string? name = args.FirstOrDefault(argument => !argument.StartsWith('-'));
if (name is null)
{
    foreach ((string key, (string what, _)) in benchmarks)
    {
        Console.WriteLine($"{key,-12} {what}");
    }

    Console.WriteLine("\n./bench NAME [--json] runs one.");
    return 0;
}

if (!benchmarks.TryGetValue(name, out var chosen))
{
    Console.Error.WriteLine($"bench: there is no benchmark '{name}'; ./bench lists them.");
    return 64;
}

try
{
    return Report(chosen.Run());
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"bench: {wrong.Message}");
    return 64;
}

int Report(IEnumerable<Figure> figures)
{
    string machine = Machine.Describe();
    bool reached = true;
    foreach (Figure figure in figures)
    {
        reached &= figure.Reached;
        string bound = figure.Bound == Bound.AtMost ? "at most" : "at least";
        string? target = figure.Target is { } value ? $"{bound} {value.ToString("G6", CultureInfo.InvariantCulture)}" : null;
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new { name = figure.Name, value = figure.Value, unit = figure.Unit, target = figure.Target, bound = figure.Target is null ? null : bound, machine })
            : $"{(figure.Reached ? "  " : "! ")}{figure.Name,-58} {figure.Value.ToString("G5", CultureInfo.InvariantCulture),10} {figure.Unit,-8} {target}");
    }

    return reached ? 0 : 1;
}
