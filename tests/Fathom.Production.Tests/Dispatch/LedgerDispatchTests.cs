using Fathom.Catalog.Elements;
using Fathom.Production.Campaigns;
using Fathom.Production.Leasing;
using Fathom.Production.Operations;
using Fathom.Production.Preflight;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Production.Tests.Dispatch;

/// <summary>What operators say takes effect at the next lease of the real ledger.</summary>
public sealed class LedgerDispatchTests : IDisposable
{
    private readonly TestWorkspace _world = new();
    private readonly FreeSources _sources = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_banned_site_gets_nothing_and_is_told_why_until_the_ban_is_lifted()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.NotNull(await pilot.LeaseAsync());
        await RunAsync(new BanSite("here", false, "cooling is down"));
        Assert.Null(await pilot.LeaseAsync());
        Assert.Contains(await HoldsAsync(), hold => hold.Contains("here is banned: cooling is down", StringComparison.Ordinal));
        await _world.CrashAndRecoverAsync();
        Assert.Null(await pilot.LeaseAsync());
        await RunAsync(new BanSite("here", true, "cooling is back"));
        Assert.NotNull(await pilot.LeaseAsync());
    }

    [Fact]
    public async Task What_is_stopped_or_banned_is_no_work_for_pilots_also_while_none_asks()
    {
        await _world.StartCampaignAsync();
        Assert.Equal(6, (await _world.Ledger.WorkOfAsync("here")).Waiting);
        await RunAsync(new BanSite("here", false, "cooling is down"));
        Assert.Equal(0, (await _world.Ledger.WorkOfAsync("here")).Waiting);
        Assert.Equal(6, (await _world.Ledger.WorkOfAsync("there")).Waiting);
        await RunAsync(new BanSite("here", true, "cooling is back"));
        await RunAsync(new StopCampaign(TestWorkspace.Definition().Name, "a mistake"));
        Assert.Equal(0, (await _world.Ledger.WorkOfAsync("here")).Waiting);
        await RunAsync(new StartCampaign(TestWorkspace.Definition().Name, null, "none"));
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.LeaseAsync();
        Assert.Equal((5, 1), await _world.Ledger.WorkOfAsync("here") is var work ? (work.Waiting, work.Running) : default);
    }

    [Fact]
    public async Task While_no_payload_can_begin_one_job_at_a_time_is_tried_and_all_go_on_with_the_first_that_begins()
    {
        using var world = new TestWorkspace(runs: 2, sections: 60);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        int attempts = 0;
        for (TimeSpan away = TimeSpan.Zero; away < TimeSpan.FromHours(1); away += TimeSpan.FromSeconds(1), world.Time.Advance(TimeSpan.FromSeconds(1)))
        {
            while (await pilot.LeaseAsync() is { } job)
            {
                await pilot.FailAsync(job, FailureOrigin.Infrastructure, "StorageAway");
                attempts++;
            }
        }

        Assert.InRange(attempts, 60, 90); // of 120 jobs, which alone would have been tried ten times each
        Assert.Equal(1, (await world.Ledger.WorkOfAsync("here")).Waiting);
        Assert.Contains(
            (await world.Ledger.ExplainAsync(1)).SelectMany(step => step.Holds).Select(hold => hold.Sentence),
            hold => hold.EndsWith("attempts in a row failed before they began, by what lies outside the jobs: until one begins, one at a time is tried.", StringComparison.Ordinal));

        world.Time.Advance(TimeSpan.FromMinutes(1));
        LeasedJob trial = (await pilot.LeaseAsync())!;
        Assert.Null(await pilot.LeaseAsync());
        await pilot.StartAsync(trial);
        for (int i = 0; i < 30; i++)
        {
            Assert.NotNull(await pilot.LeaseAsync());
        }
    }

    [Fact]
    public async Task While_the_server_cannot_reach_the_element_of_their_outputs_no_job_begins_and_explain_says_why()
    {
        using var folder = new TemporaryFolder();
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        var elements = new StorageElements();
        elements.Set(new FolderElement("main", folder["main"]));
        int told = 0;
        var monitor = new ElementMonitor(_world.Ledger, elements, _world.Time, () => told++);
        await monitor.LookAsync();
        Assert.Equal(0, told);
        Directory.Move(folder["main"], folder["unmounted"]);
        Assert.NotNull(await pilot.LeaseAsync());

        await monitor.LookAsync();
        await monitor.LookAsync();
        Assert.Equal(1, told);
        Assert.Null(await pilot.LeaseAsync());
        Assert.Equal(0, (await _world.Ledger.WorkOfAsync("here")).Waiting);
        Assert.Contains(await HoldsAsync(), hold => hold.StartsWith("No job begins that could not write: Storage element main is away: there is no folder", StringComparison.Ordinal));

        Directory.Move(folder["unmounted"], folder["main"]);
        await monitor.LookAsync();
        Assert.Equal(2, told);
        Assert.NotNull(await pilot.LeaseAsync());
        Assert.Empty(await HoldsAsync());
    }

    [Fact]
    public async Task No_more_jobs_run_than_the_element_has_room_for_what_they_will_write()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.RunAsync((await pilot.LeaseAsync())!); // what a decode job writes is known now, of the others nothing
        await pilot.RunAsync((await pilot.LeaseAsync())!);
        await pilot.RunAsync((await pilot.LeaseAsync())!);
        double each = _world.Number("SELECT max(size) FROM file WHERE tier = 'RTRAW'");
        await _world.Ledger.SetRoomAsync("main", null, 2.5 * each);
        Assert.Equal("decode", (await pilot.LeaseAsync())!.Step);
        LeasedJob second = (await pilot.LeaseAsync())!;
        Assert.Null(await pilot.LeaseAsync());
        Assert.Contains(await HoldsAsync(), hold => hold ==
            $"No job begins that could not write: storage element main has {2.5 * each} B left, {2 * each} B of it for the jobs that run; one more writes {each} B.");
        await pilot.FailAsync(second);
        Assert.NotNull(await pilot.LeaseAsync());
        Assert.Null(await pilot.LeaseAsync());
        await _world.Ledger.SetRoomAsync("main", null, 100 * each);
        Assert.NotNull(await pilot.LeaseAsync());
    }

    [Fact]
    public async Task A_node_on_which_nothing_can_begin_gets_little_and_the_others_go_on()
    {
        using var world = new TestWorkspace(runs: 2, sections: 60);
        await world.StartCampaignAsync();
        TestPilot good = await TestPilot.RegisterAsync(world, "good", 1), bad = await TestPilot.RegisterAsync(world, "bad", 2);
        int attempts = 0;
        for (int i = 0; i < 100; i++, world.Time.Advance(TimeSpan.FromSeconds(1)))
        {
            while (await bad.LeaseAsync() is { } job)
            {
                await bad.FailAsync(job, FailureOrigin.Infrastructure, "StorageAway");
                attempts++;
            }

            await good.RunAsync((await good.LeaseAsync())!);
        }

        Assert.InRange(attempts, 4, 10);
        Assert.Contains(
            (await world.Ledger.ExplainAsync(1)).SelectMany(step => step.Holds).Select(hold => hold.Sentence),
            hold => hold == "On bad attempts fail before they begin, by what lies outside the jobs: until one begins, one at a time is tried there.");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await bad.StartAsync((await bad.LeaseAsync())!);
        Assert.NotNull(await bad.LeaseAsync());
        Assert.NotNull(await bad.LeaseAsync());
    }

    [Fact]
    public async Task Failures_after_the_payload_began_or_of_some_nodes_only_stop_no_other_job()
    {
        using var world = new TestWorkspace(runs: 2, sections: 60);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        for (int i = 0; i < 30; i++)
        {
            LeasedJob job = (await pilot.LeaseAsync())!;
            if (i % 3 == 0)
            {
                await pilot.StartAsync(job);
            }

            await pilot.FailAsync(job, FailureOrigin.Infrastructure, "StorageFull");
        }

        List<LeasedJob> begun = [];
        for (int i = 0; i < 20; i++)
        {
            begun.Add((await pilot.LeaseAsync())!);
            await pilot.StartAsync(begun[^1]);
        }

        foreach (LeasedJob job in begun)
        {
            await pilot.FailAsync(job, FailureOrigin.Infrastructure, "StorageFull");
        }

        Assert.NotNull(await pilot.LeaseAsync());
    }

    [Fact]
    public async Task While_the_element_of_its_outputs_is_banned_a_campaign_waits_and_no_job_is_held()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await RunAsync(new BanElement("main", false, "disk errors"));
        Assert.Null(await pilot.LeaseAsync());
        Assert.Contains(await HoldsAsync(), hold => hold.Contains("main is banned: disk errors", StringComparison.Ordinal));
        await RunAsync(new BanElement("main", true, "disks exchanged"));
        Assert.Equal(18, await pilot.DrainAsync());
        Assert.Equal(0, _world.Number("SELECT count(*) FROM job WHERE state = 'Held'"));
    }

    [Fact]
    public async Task Jobs_whose_inputs_lie_at_a_banned_element_alone_wait_and_are_done_after_it()
    {
        CampaignDefinition elsewhere = TestWorkspace.Definition() with { OutputElement = "second" };
        await CreateAsync(elsewhere);
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await RunAsync(new BanElement("main", false, "disk errors"));
        for (int i = 0; i < 3; i++)
        {
            Assert.Null(await pilot.LeaseAsync());
            _world.Time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Contains(await HoldsAsync(), hold => hold.Contains("main is banned: disk errors", StringComparison.Ordinal));
        Assert.Equal(6, _world.Number("SELECT count(*) FROM job WHERE state = 'Waiting'"));
        await RunAsync(new BanElement("main", true, "disks exchanged"));
        _world.Time.Advance(TimeSpan.FromSeconds(20));
        for (int i = 0; i < 6; i++)
        {
            Assert.NotNull(await pilot.LeaseAsync());
        }
    }

    [Fact]
    public async Task The_campaign_of_the_higher_priority_comes_first_from_the_command_on()
    {
        await CreateAsync(TestWorkspace.Definition());
        await CreateAsync(TestWorkspace.Definition() with { Name = "Urgent" });
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await RunAsync(new SetCampaign("Urgent", 5, null, "for the conference"));
        Assert.Equal(["Urgent", "Urgent", "Urgent"], await TakeAsync(pilot, 3));
        await RunAsync(new SetCampaign(TestWorkspace.Campaign, 9, null, "for the paper"));
        Assert.Equal([TestWorkspace.Campaign, TestWorkspace.Campaign], await TakeAsync(pilot, 2));
    }

    [Fact]
    public async Task Campaigns_of_one_owner_are_served_by_their_shares()
    {
        await CreateAsync(TestWorkspace.Definition());
        await CreateAsync(TestWorkspace.Definition() with { Name = "Wide" });
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await UseAsync(pilot, 4);
        await RunAsync(new SetCampaign("Wide", null, 5, "needs more"));
        Assert.Equal(["Wide", "Wide"], await TakeAsync(pilot, 2));
    }

    [Theory]
    [InlineData(LimitKind.Site, "here", "Site here runs 2 jobs")]
    [InlineData(LimitKind.User, "production", "User production runs 2 of 2")]
    [InlineData(LimitKind.Campaign, TestWorkspace.Campaign, "The campaign runs 2 of 2")]
    [InlineData(LimitKind.Element, "main", "main is used by 2 jobs")]
    public async Task A_limit_holds_also_across_a_restart_and_lifted_it_is_gone(LimitKind kind, string name, string reason)
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await RunAsync(new SetLimit(kind, name, 2, null, "careful"));
        LeasedJob first = (await pilot.LeaseAsync())!;
        Assert.NotNull(await pilot.LeaseAsync());
        Assert.Null(await pilot.LeaseAsync());
        Assert.Contains(await HoldsAsync(), hold => hold.Contains(reason, StringComparison.Ordinal));
        await _world.CrashAndRecoverAsync();
        Assert.Null(await pilot.LeaseAsync());
        await pilot.RunAsync(first);
        Assert.NotNull(await pilot.LeaseAsync());
        Assert.Null(await pilot.LeaseAsync());
        await RunAsync(new SetLimit(kind, name, null, null, "no more"));
        Assert.NotNull(await pilot.LeaseAsync());
    }

    [Fact]
    public async Task A_job_that_was_lost_often_waits_its_delay_across_a_restart_and_no_longer()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        for (int i = 0; i < 2; i++)
        {
            await pilot.FailAsync((await pilot.LeaseAsync())!, FailureOrigin.Infrastructure, "PilotDied");
        }

        var given = new HashSet<long>();
        while (await pilot.LeaseAsync() is { } job)
        {
            given.Add(job.Fence.JobId);
        }

        Assert.Equal(5, given.Count);
        _world.Time.Advance(TimeSpan.FromSeconds(0.6));
        await _world.CrashAndRecoverAsync();
        Assert.Null(await pilot.LeaseAsync());
        _world.Time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.NotNull(await pilot.LeaseAsync());
    }

    private async Task CreateAsync(CampaignDefinition definition)
    {
        Assert.True((await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), definition, "user:test")).Accepted);
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), definition.Name, "user:test")).Done);
    }

    private async Task<List<string>> TakeAsync(TestPilot pilot, int count)
    {
        var campaigns = new List<string>();
        for (int i = 0; i < count; i++)
        {
            campaigns.Add((await pilot.LeaseAsync())!.OutputPath.Split('/')[0]);
        }

        return campaigns;
    }

    // Both campaigns hold slots for as long.
    private async Task UseAsync(TestPilot pilot, int jobs)
    {
        List<string> taken = await TakeAsync(pilot, jobs);
        Assert.Equal(jobs / 2, taken.Count(campaign => campaign == "Wide"));
    }

    private async Task<List<string>> HoldsAsync() => [.. (await _world.Ledger.ExplainAsync(1)).SelectMany(step => step.Holds).Select(hold => hold.Sentence)];

    private async Task RunAsync(OperatorCommand command)
    {
        CommandReply reply = await new OperatorCommands(_world.Ledger, _world.Database, _sources).RunAsync(TestWorkspace.NewId(), command, "user:test");
        Assert.True(reply.Done, reply.Reason);
    }

    private sealed class FreeSources : IPreflightSources
    {
        public IReadOnlyList<CredentialFact> Credentials() => [];

        public Task<StepTrial> TryAsync(TransformationDefinition step, int wantedInputs) => Task.FromResult(new StepTrial(step.Step, true, null));

        public ElementFact Probe(StorageElementEntry element) => new(element.Name, null, 1_000_000_000, null, 0);

        public long? Slots() => 4;
    }
}
