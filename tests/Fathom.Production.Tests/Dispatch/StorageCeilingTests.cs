using Fathom.Catalog.Elements;
using Fathom.PostgresServers;
using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Operations;
using Fathom.Production.Preflight;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.Stores;
using Fathom.Production.Tests.World;
using Fathom.Storage.Load;

namespace Fathom.Production.Tests.Dispatch;

/// <summary>Jobs of the real ledger and copies take from one element under one ceiling.</summary>
public sealed class StorageCeilingTests : IDisposable
{
    private const double Ceiling = 12;

    private readonly FreeSources _sources = new();
    private StorageBandwidth _storage = new();
    private StoreWorld? _made;

    public static TheoryData<string> Engines => PostgresCluster.IsThere ? ["sqlite", "postgres"] : ["sqlite"];

    private StoreWorld World => _made!;

    private ElementLoad Load => _storage.Load("main");

    public void Dispose() => _made?.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whatever_jobs_and_copies_do_together_they_never_take_more_of_an_element_than_its_ceiling(string engine)
    {
        await OpenAsync(engine);
        var random = new Random(7);
        (List<LeasedJob> jobs, List<StorageGrant> copies) = ([], []);
        (int refused, int done) = (0, 0);
        long pilot = await PilotAsync();
        for (int step = 0; done < StoreWorld.Files; step++)
        {
            Assert.True(step < 2000, $"{done} jobs are done; {Load}");
            World.Time.Advance(TimeSpan.FromSeconds(1));
            switch (random.Next(7))
            {
                case < 3 when await LeaseAsync(pilot) is { } leased:
                    jobs.Add(leased);
                    break;
                case < 3:
                    refused += Load.Free < 1 ? 1 : 0;
                    break;
                case 3 when _storage.TryTake("main", StorageFlow.Read, 1 + (3 * random.NextDouble()), 4) is { } copy:
                    copies.Add(copy);
                    break;
                case 4 when copies.Count > 0:
                    _storage.Return(copies[0]);
                    copies.RemoveAt(0);
                    break;
                case 5 when jobs.Count > 0:
                    done += await EndAsync(pilot, jobs[^1], fails: random.Next(4) == 0) ? 1 : 0;
                    jobs.RemoveAt(jobs.Count - 1);
                    break;
                default:
                    break;
            }

            Assert.InRange(Load.Granted, 0, Ceiling * (1 + 1e-9));
            Assert.Equal(jobs.Count + copies.Count, Load.Grants);
        }

        copies.ForEach(_storage.Return);
        Assert.True(refused > 0);
        Assert.Equal((0, 0), (Load.Granted, Load.Grants));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_a_restart_the_declared_ceiling_holds_and_what_runs_since_before_counts(string engine)
    {
        await OpenAsync(engine);
        long pilot = await PilotAsync();
        for (int i = 0; i < Ceiling; i++)
        {
            Assert.True(await LeaseAsync(pilot) is not null, $"{i} jobs are leased; {Load}");
        }

        World.Crash();
        Assert.Null(await LeaseAsync(pilot));
        Assert.Equal((Ceiling, (int)Ceiling), (Load.Granted, Load.Grants));
        Assert.Contains(
            (await World.Ledger.ExplainAsync(1)).SelectMany(step => step.Holds), hold => hold.Sentence == $"Storage element main gives {Ceiling} of at most {Ceiling} B/s.");
        await RunAsync(new SetCeiling("main", null, null, null, null, "enough for all"));
        World.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await LeaseAsync(pilot));
    }

    [Fact]
    public async Task A_ceiling_is_taken_back_to_what_it_was_and_one_that_makes_no_sense_is_refused()
    {
        await OpenAsync("sqlite");
        await RunAsync(new SetCeiling("main", 7, 5, 3, 2, "less"));
        Assert.Equal((7, 3), (Load.Ceiling, Load.Streams));
        long last = World.Database.Read(connection => OperatorLog.OperatorActions.Latest(connection, 1, null, null)[0].Id);
        await RunAsync(new UndoAction(last, "wrong element"));
        await LeaseAsync(await PilotAsync());
        Assert.Equal((Ceiling, int.MaxValue), (Load.Ceiling, Load.Streams));
        Assert.False((await TryAsync(new SetCeiling("main", 0, null, null, null, "none"))).Done);
        Assert.False((await TryAsync(new SetCeiling("main", null, null, 0, null, "none"))).Done);
        Assert.False((await TryAsync(new SetCeiling("nowhere", 1, null, null, null, "none"))).Done);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_pilot_is_told_the_pace_of_its_job_again_with_a_lost_answer_and_frees_it_once_it_has_read(string engine)
    {
        await OpenAsync(engine, fastestRead: 5);
        long pilot = await PilotAsync();
        string request = TestWorkspace.NewId();
        LeasedJob first = (await World.Ledger.LeaseAsync(request, pilot)).Job!;
        Assert.Equal(5, Assert.Single(first.Inputs).BytesPerSecond);
        Assert.Equal(first.Inputs[0].BytesPerSecond, (await World.Ledger.LeaseAsync(request, pilot)).Job!.Inputs[0].BytesPerSecond);
        Assert.Equal(5, Load.Granted);

        await World.Ledger.StartedAsync(TestWorkspace.NewId(), pilot, new AttemptStarted(first.Fence with { Lease = "another's" }, 1, 3));
        Assert.Equal(5, Load.Granted);
        await World.Ledger.StartedAsync(TestWorkspace.NewId(), pilot, new AttemptStarted(first.Fence, 1, 3));
        Assert.Equal((0, 0), (Load.Granted, Load.Grants));
        await EndAsync(pilot, first, fails: false);
        Assert.Equal((0, 0), (Load.Granted, Load.Grants));

        LeasedJob inPlace = (await LeaseAsync(pilot))!;
        await World.Ledger.StartedAsync(TestWorkspace.NewId(), pilot, new AttemptStarted(inPlace.Fence, 1));
        Assert.Equal(5, Load.Granted); // a pilot of the version before
        await EndAsync(pilot, inPlace, fails: false);
        Assert.Equal((0, 0), (Load.Granted, Load.Grants));
    }

    [Fact]
    public async Task Jobs_that_begin_together_share_what_an_element_could_give_to_one_alone()
    {
        await OpenAsync("sqlite", fastestRead: 100);
        long pilot = await PilotAsync();
        Assert.Equal([6, 3, 2], [await PaceAsync(pilot), await PaceAsync(pilot), await PaceAsync(pilot)]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_job_whose_element_was_loaded_is_the_next_as_soon_as_that_may_have_room(string engine)
    {
        await OpenAsync(engine);
        long pilot = await PilotAsync();
        StorageGrant copy = _storage.TryTake("main", StorageFlow.Read, Ceiling, Ceiling)!.Value;
        LeaseReply refused = await World.Ledger.LeaseAsync(TestWorkspace.NewId(), pilot);
        Assert.Null(refused.Job);
        Assert.InRange(refused.RetryAfterSeconds, 0.5, 2);
        _storage.Return(copy);
        World.Time.Advance(TimeSpan.FromSeconds(refused.RetryAfterSeconds));
        Assert.Equal(1, (await LeaseAsync(pilot))!.Fence.JobId);
    }

    [Fact]
    public async Task Without_a_ceiling_a_pilot_is_told_no_pace()
    {
        await OpenAsync("sqlite");
        await RunAsync(new SetCeiling("main", null, null, null, null, "enough for all"));
        LeasedJob job = (await LeaseAsync(await PilotAsync()))!;
        Assert.Null(Assert.Single(job.Inputs).BytesPerSecond);
    }

    [Fact]
    public async Task An_element_that_gives_less_than_it_was_asked_for_is_asked_for_less()
    {
        await OpenAsync("sqlite");
        long pilot = await PilotAsync();
        double before = Load.Usable;
        LeasedJob job = (await LeaseAsync(pilot))!;
        await World.Ledger.StartedAsync(TestWorkspace.NewId(), pilot, new AttemptStarted(job.Fence, 1, 1e5));
        Assert.True(Load.Usable < before, $"{Load}");
    }

    private async Task OpenAsync(string engine, double fastestRead = 1)
    {
        // Each server has a governor of its own: nothing of it outlives a crash.
        var options = new DispatchOptions { FastestRead = fastestRead };
        _made = new StoreWorld(engine, time => new DispatchedJobs(new Dispatcher(options, _storage = new StorageBandwidth()), time));
        await RunAsync(new SetCeiling("main", Ceiling, null, null, null, "agreed"));
    }

    private async Task<long> PilotAsync() => (await World.Ledger.RegisterPilotAsync(
        TestWorkspace.NewId(), new PilotRegistration("local", "here", "node1", 100, "0.1"))).PilotId;

    private async Task<LeasedJob?> LeaseAsync(long pilot) => (await World.Ledger.LeaseAsync(TestWorkspace.NewId(), pilot)).Job;

    private async Task<double?> PaceAsync(long pilot) => (await LeaseAsync(pilot))?.Inputs[0].BytesPerSecond;

    private async Task<bool> EndAsync(long pilot, LeasedJob job, bool fails)
    {
        await World.Ledger.StartedAsync(TestWorkspace.NewId(), pilot, new AttemptStarted(job.Fence, 4711));
        if (fails)
        {
            var evidence = new FailureEvidence(FailureOrigin.Infrastructure, "NodeTrouble", "", null, null, "", new ResourceUse(0, 0, 0));
            await World.Ledger.FailedAsync(TestWorkspace.NewId(), pilot, new AttemptFailed(job.Fence, evidence));
            return false;
        }

        return (await World.Acceptance.UploadedAsync(TestWorkspace.NewId(), pilot, World.Write(job))).Accepted;
    }

    private async Task RunAsync(OperatorCommand command)
    {
        CommandReply reply = await TryAsync(command);
        Assert.True(reply.Done, reply.Reason);
    }

    private Task<CommandReply> TryAsync(OperatorCommand command) =>
        new OperatorCommands(World.Ledger, World.Database, _sources).RunAsync(TestWorkspace.NewId(), command, "user:test");

    private sealed class FreeSources : IPreflightSources
    {
        public IReadOnlyList<CredentialFact> Credentials() => [];

        public Task<StepTrial> TryAsync(TransformationDefinition step, int wantedInputs) => Task.FromResult(new StepTrial(step.Step, true, null));

        public ElementFact Probe(StorageElementEntry element) => new(element.Name, null, 1_000_000_000, null, 0);

        public long? Slots() => 4;
    }
}
