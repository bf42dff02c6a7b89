using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Ledgers;

public sealed class CampaignFlowTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_campaign_takes_every_file_through_all_tiers_replicates_the_last_and_ends()
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(18, await pilot.DrainAsync());
        Assert.Equal(CampaignState.Active, State());
        Assert.Equal(6, await TestReplicator.DrainAsync(_world));
        Assert.Equal(CampaignState.Completed, State());
        foreach (string tier in (string[])["RTRAW", "ESD", "miniESD"])
        {
            Assert.Equal(6, _world.Number("SELECT COUNT(*) FROM file WHERE tier = @tier AND state = 'Valid'", new { tier }));
        }

        await _world.SweepAsync();
        await _world.AssertCleanAsync();
        Assert.Equal(0, (await _world.AuditAsync()).Orphan);
    }

    [Fact]
    public async Task A_parameter_that_is_a_path_in_the_workspace_is_given_as_the_workspace_lies_now()
    {
        var detector = new Dictionary<string, string> { ["detector"] = TransformationDefinition.InWorkspace + "detector/d.yaml", ["other"] = "as it is" };
        CampaignDefinition definition = Chains.Detector(
            TestWorkspace.Campaign, "good", "tag1", "0.1", "main", null,
            new Dictionary<string, IReadOnlyDictionary<string, string>> { ["decode"] = detector });
        await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), definition, "user:test");
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        PilotWelcome pilot = await _world.Ledger.RegisterPilotAsync(
            TestWorkspace.NewId(), new PilotRegistration("test", "here", "host", 1, "0.1"));
        LeaseReply reply = await _world.Ledger.LeaseAsync(TestWorkspace.NewId(), pilot.PilotId);
        Assert.Equal(Path.Combine(TestWorkspace.Options.Workspace, "detector", "d.yaml"), reply.Job!.Parameters["detector"]);
        Assert.Equal("as it is", reply.Job.Parameters["other"]);
    }

    [Fact]
    public async Task A_step_starts_on_a_file_as_soon_as_its_input_is_accepted()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        foreach (string step in (string[])["decode", "reconstruct", "compact", "decode"])
        {
            LeasedJob job = (await pilot.LeaseAsync())!;
            Assert.Equal(step, job.Step);
            Assert.Equal(step == "reconstruct", job.Conditions is not null);
            Assert.True((await pilot.RunAsync(job)).Accepted);
        }
    }

    [Fact]
    public async Task A_file_that_comes_while_the_campaign_is_active_gets_a_job_once()
    {
        await _world.StartCampaignAsync();
        Assert.Equal(0, await _world.Ledger.FeedAsync());
        await _world.Database.WriteAsync(transaction => _world.AddRaw(transaction, 2, 9));
        Assert.Equal(1, await _world.Ledger.FeedAsync());
        Assert.Equal(0, await _world.Ledger.FeedAsync());
        await _world.CrashAndRecoverAsync();
        Assert.Equal(0, await _world.Ledger.FeedAsync());
        Assert.Equal(7, _world.Number("SELECT COUNT(*) FROM job"));
    }

    [Fact]
    public async Task A_stopped_campaign_gives_no_jobs_accepts_what_runs_and_goes_on_where_it_was()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob running = (await pilot.LeaseAsync())!;
        Assert.True((await _world.Ledger.StopCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test")).Done);
        Assert.True((await pilot.RunAsync(running)).Accepted);
        Assert.Null(await pilot.LeaseAsync());
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test")).Done);
        Assert.Equal("reconstruct", (await pilot.LeaseAsync())!.Step);
        Assert.Equal(7, _world.Number("SELECT COUNT(*) FROM job"));
    }

    [Fact]
    public async Task A_campaign_ends_when_what_is_not_done_is_held_and_a_reschedule_takes_it_up_again()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        long bad = 0;
        while (await pilot.LeaseAsync() is { } job)
        {
            bad = bad == 0 ? job.Fence.JobId : bad;
            _ = job.Fence.JobId == bad ? (await pilot.FailAsync(job, cause: "NobodyKnows")).Held : (await pilot.RunAsync(job)).Accepted;
        }

        Assert.Equal(CampaignState.Completed, State());
        JobDetail held = new JobQueries(_world.Database).Find(bad)!;
        Assert.Equal((JobState.Held, "NobodyKnows", 4), (held.Job.State, held.Job.Cause, held.Attempts.Count));
        Assert.All(held.Attempts, attempt => Assert.Equal(("NobodyKnows at byte 12", 10, "last line"), (attempt.Detail, attempt.ExitCode, attempt.LogTail)));

        Assert.True((await _world.Ledger.RescheduleAsync(TestWorkspace.NewId(), bad, "file replaced", "user:test")).Done);
        Assert.Equal(CampaignState.Active, State());
        Assert.Equal(3, await pilot.DrainAsync());
        Assert.Equal(CampaignState.Completed, State());
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task Invalidating_an_output_invalidates_what_was_made_from_it_and_frees_its_input()
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.DrainAsync();
        await TestReplicator.DrainAsync(_world);
        long rtraw = _world.Number("SELECT MIN(id) FROM file WHERE tier = 'RTRAW'");
        Assert.True((await _world.Ledger.InvalidateOutputAsync(TestWorkspace.NewId(), rtraw, "wrong decoder", "user:test")).Done);
        Assert.Equal(3, _world.Number("SELECT COUNT(*) FROM file WHERE state = 'Invalid'"));
        Assert.Equal(3, _world.Number("SELECT COUNT(*) FROM job WHERE state = 'Invalidated'"));
        await _world.AssertCleanAsync();

        await _world.SweepAsync();
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM replica WHERE state = 'Deleting'"));
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        Assert.Equal(3, await pilot.DrainAsync());
        Assert.Equal(1, await TestReplicator.DrainAsync(_world));
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
        Assert.Equal(6, _world.Number("SELECT COUNT(*) FROM file WHERE tier = 'miniESD' AND state = 'Valid'"));
    }

    [Fact]
    public async Task An_output_invalidated_while_the_campaign_runs_is_made_again_by_itself()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        for (int i = 0; i < 17; i++)
        {
            await pilot.RunAsync((await pilot.LeaseAsync())!);
        }

        long rtraw = _world.Number("SELECT MIN(id) FROM file WHERE tier = 'RTRAW'");
        await _world.Ledger.InvalidateOutputAsync(TestWorkspace.NewId(), rtraw, "wrong decoder", "user:test");
        Assert.Equal(1, await _world.Ledger.FeedAsync());
        Assert.Equal(4, await pilot.DrainAsync());
        Assert.Equal(CampaignState.Completed, State());
        Assert.Equal(6, _world.Number("SELECT COUNT(*) FROM file WHERE tier = 'miniESD' AND state = 'Valid'"));
    }

    [Fact]
    public async Task Invalidating_an_input_ends_the_attempt_that_reads_it()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.RunAsync((await pilot.LeaseAsync())!);
        LeasedJob reading = (await pilot.LeaseAsync())!;
        Assert.Equal("reconstruct", reading.Step);
        await _world.Ledger.InvalidateOutputAsync(
            TestWorkspace.NewId(), _world.Number("SELECT id FROM file WHERE tier = 'RTRAW'"), "wrong", "user:test");
        Assert.Equal([reading.Fence], _world.Ledger.Heartbeat(pilot.Id, new Heartbeat([reading.Fence])).Revoked);
        Assert.False((await pilot.UploadAsync(reading)).Accepted);
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Theory]
    [InlineData("no such list", "tag1", "main", "no good run list")]
    [InlineData("good", "no such tag", "main", "no conditions tag")]
    [InlineData("good", "tag1", "nowhere", "no storage element")]
    public async Task A_campaign_that_names_what_is_not_there_is_refused_by_name(string list, string tag, string element, string reason)
    {
        CampaignReply reply = await _world.Ledger.CreateCampaignAsync(
            TestWorkspace.NewId(), Chains.Detector("C", list, tag, "0.1", element, null), "user:test");
        Assert.False(reply.Accepted);
        Assert.Contains(reason, reply.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM campaign"));
    }

    [Fact]
    public async Task Creating_a_campaign_again_is_that_campaign_and_with_another_definition_is_refused()
    {
        CampaignReply first = await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Definition(), "user:test");
        CampaignReply again = await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Definition(), "user:test");
        Assert.Equal((first.CampaignId, true, false), (again.CampaignId, first.Created, again.Created));
        Assert.False((await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Definition("second"), "user:test")).Accepted);
    }

    private CampaignState State() => new CampaignQueries(_world.Database).Find(TestWorkspace.Campaign)!.State;
}
