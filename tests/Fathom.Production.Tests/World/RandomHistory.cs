using System.Diagnostics.CodeAnalysis;
using Fathom.Production.Pilots;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.World;

/// <summary>Pilots, people and accidents, drawn from a seed.</summary>
internal sealed class RandomHistory
{
    private readonly TestWorkspace _world;
    private readonly Random _random;
    private readonly List<TestPilot> _pilots = [];
    private readonly List<(TestPilot Pilot, LeasedJob Job)> _old = [];
    private readonly List<(TestPilot Pilot, AttemptUploaded Said, string Request)> _answered = [];
    private readonly Dictionary<string, int> _counts = [];
    private int _process;

    [SuppressMessage("Security", "CA5394", Justification = "Histories are drawn from a seed.")]
    public RandomHistory(TestWorkspace world, int seed) => (_world, _random) = (world, new Random(seed));

    public HashSet<string> StatesAtCrash { get; } = [];

    public string Summary => string.Join(", ", _counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"));

    public async Task StepAsync()
    {
        (string name, Func<Task> step) = Choose();
        _counts[name] = _counts.GetValueOrDefault(name) + 1;
        if (_random.Next(6) == 0)
        {
            await _world.CrashInsideAsync(step, _random.Next(1, 4), NoteStates);
        }
        else if (_random.Next(20) == 0)
        {
            NoteStates();
            await _world.CrashAndRecoverAsync();
        }
        else
        {
            await step();
        }
    }

    /// <summary>A quiet end: lost pilots expire, good ones do what is left.</summary>
    public async Task FinishAsync()
    {
        foreach (TestPilot pilot in _pilots)
        {
            await _world.Ledger.EndPilotAsync(TestWorkspace.NewId(), pilot.Id);
        }

        _world.Time.Advance(TimeSpan.FromMinutes(2));
        await _world.Ledger.ExpireAsync();
        foreach (string id in _world.Texts("SELECT CAST(id AS TEXT) FROM job WHERE state IN ('Held', 'Killed')"))
        {
            await _world.Ledger.RescheduleAsync(TestWorkspace.NewId(), long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), "", "user:test");
        }

        await _world.CrashAndRecoverAsync();
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        TestPilot good = await TestPilot.RegisterAsync(_world);
        await good.DrainAsync();
        await TestReplicator.DrainAsync(_world);
        await _world.SweepAsync();
    }

    private (string Name, Func<Task> Step) Choose() => _random.Next(20) switch
    {
        0 => ("register", RegisterAsync),
        < 6 => ("lease", LeaseAsync),
        < 11 => ("run", RunAsync),
        11 => ("fail", () => FailAsync(FailureOrigin.Payload)),
        12 => ("lose", () => FailAsync(FailureOrigin.Infrastructure)),
        13 => ("die", DieAsync),
        14 => ("stale", StaleAsync),
        15 => ("repeat", RepeatAsync),
        16 => ("copy", CopyAsync),
        17 => ("expire", ExpireAsync),
        18 => ("sweep", _world.SweepAsync),
        _ => ("person", PersonAsync),
    };

    private async Task RegisterAsync() => _pilots.Add(await TestPilot.RegisterAsync(_world, $"node{_random.Next(3)}", ++_process));

    private async Task LeaseAsync()
    {
        if (Pick() is not { } pilot)
        {
            await RegisterAsync();
            return;
        }

        if (pilot.Job is { } held)
        {
            // It forgets what it had: a zombie that may speak again later.
            _old.Add((pilot, held));
            pilot.Job = null;
        }

        try
        {
            await pilot.LeaseAsync();
        }
        catch (PilotGoneException)
        {
            _pilots.Remove(pilot);
        }
    }

    private async Task RunAsync()
    {
        if (Holding() is not { Job: { } job } pilot)
        {
            return;
        }

        if (!Beat(pilot))
        {
            return;
        }

        string request = TestWorkspace.NewId();
        if (_random.Next(2) == 0)
        {
            await pilot.StartAsync(job);
        }

        // In the books before the answer: a crash may eat the answer, and the pilot asks again.
        AttemptUploaded said = pilot.Write(job);
        _answered.Add((pilot, said, request));
        await _world.Acceptance.UploadedAsync(request, pilot.Id, said);
        pilot.Job = null;
    }

    private async Task FailAsync(FailureOrigin origin)
    {
        if (Holding() is { Job: { } job } pilot)
        {
            await pilot.FailAsync(job, origin);
            pilot.Job = null;
        }
    }

    private async Task DieAsync()
    {
        if (Pick() is { } pilot)
        {
            _pilots.Remove(pilot);
            if (pilot.Job is { } job)
            {
                _old.Add((pilot, job));
            }

            await _world.Ledger.EndPilotAsync(TestWorkspace.NewId(), pilot.Id);
        }
    }

    private async Task StaleAsync()
    {
        if (_old.Count > 0)
        {
            (TestPilot pilot, LeasedJob job) = _old[_random.Next(_old.Count)];
            await _world.Ledger.StartedAsync(TestWorkspace.NewId(), pilot.Id, new AttemptStarted(job.Fence, 1));
            await pilot.FailAsync(job, FailureOrigin.Infrastructure);
        }
    }

    private async Task RepeatAsync()
    {
        if (_answered.Count > 0)
        {
            (TestPilot pilot, AttemptUploaded said, string request) = _answered[_random.Next(_answered.Count)];
            AcceptanceReply first = await _world.Acceptance.UploadedAsync(request, pilot.Id, said);
            AcceptanceReply again = await _world.Acceptance.UploadedAsync(request, pilot.Id, said);
            Assert.Equal(first, again);
        }
    }

    private async Task CopyAsync()
    {
        if (await _world.Transfers.LeaseTransferAsync("second", CancellationToken.None) is not { } transfer)
        {
            return;
        }

        if (_random.Next(3) == 0)
        {
            await _world.Transfers.FailTransferAsync(transfer.Fence, "StorageFault", "unlucky", final: false, CancellationToken.None);
        }
        else
        {
            await TestReplicator.CopyAsync(_world, transfer);
        }
    }

    private async Task ExpireAsync()
    {
        _world.Time.Advance(TimeSpan.FromSeconds(20));
        _pilots.ToList().ForEach(pilot => Beat(pilot));
        await _world.Ledger.ExpireAsync();
    }

    private async Task PersonAsync()
    {
        long job = _world.Number("SELECT id FROM job ORDER BY (id * 7919 + @draw) % 101 LIMIT 1", new { draw = _random.Next(101) });
        switch (_random.Next(4))
        {
            case 0:
                await _world.Ledger.KillAsync(TestWorkspace.NewId(), job, "why not", "user:test");
                break;
            case 1:
                long file = _world.Number("SELECT id FROM file WHERE job_id = @job AND state = 'Valid'", new { job });
                await _world.Ledger.InvalidateOutputAsync(TestWorkspace.NewId(), file, "why not", "user:test");
                break;
            default:
                await _world.Ledger.RescheduleAsync(TestWorkspace.NewId(), job, "why not", "user:test");
                await _world.Ledger.FeedAsync();
                break;
        }
    }

    // A pilot that hears of no lease any more ends its payload before it writes anything.
    private bool Beat(TestPilot pilot)
    {
        try
        {
            HeartbeatReply reply = _world.Ledger.Heartbeat(pilot.Id, new Heartbeat(pilot.Job is { } job ? [job.Fence] : []));
            pilot.Job = reply.Revoked.Count > 0 ? null : pilot.Job;
        }
        catch (PilotGoneException)
        {
            _pilots.Remove(pilot);
            return false;
        }

        return pilot.Job is not null;
    }

    private TestPilot? Pick() => _pilots.Count == 0 ? null : _pilots[_random.Next(_pilots.Count)];

    private TestPilot? Holding() => _pilots.Where(pilot => pilot.Job is not null).OrderBy(_ => _random.Next()).FirstOrDefault();

    private void NoteStates()
    {
        StatesAtCrash.UnionWith(_world.Texts("SELECT DISTINCT 'job ' || state FROM job"));
        StatesAtCrash.UnionWith(_world.Texts("SELECT DISTINCT 'attempt ' || state FROM attempt"));
        StatesAtCrash.UnionWith(_world.Texts("SELECT DISTINCT 'transfer ' || state FROM transfer"));
    }
}
