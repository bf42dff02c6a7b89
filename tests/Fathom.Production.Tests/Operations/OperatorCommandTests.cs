using Fathom.Catalog.Elements;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;
using Fathom.Production.Preflight;
using Fathom.Production.Protocol;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Operations;

public sealed class OperatorCommandTests : IDisposable
{
    private readonly TestWorkspace _world = new();
    private readonly FixedSources _sources = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Files_in_groups_become_one_job_each_group_and_are_accepted_and_audited_with_all_their_inputs()
    {
        CampaignDefinition chain = TestWorkspace.Definition();
        await CreateAndStartAsync(chain with
        {
            Transformations = [chain.Transformations[0] with { Grouping = "number 2" }, .. chain.Transformations.Skip(1)],
        });
        await _world.Ledger.FeedAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob first = (await pilot.LeaseAsync())!;
        Assert.Equal(2, first.Inputs.Count);
        await _world.CrashAndRecoverAsync();
        Assert.True((await pilot.RunAsync(first)).Accepted);
        await pilot.DrainAsync();
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
        Assert.Equal(6, _world.Number("SELECT count(*) FROM accepted_output WHERE kind = 'RTRAW' AND valid = 1"));
        Assert.Equal(CampaignState.Completed, State());
    }

    [Fact]
    public async Task A_release_is_removed_only_when_no_campaign_that_is_not_archived_names_it_and_both_ends_are_logged()
    {
        CampaignDefinition chain = TestWorkspace.Definition();
        var named = new Dictionary<string, string> { [ReleaseControl.HashParameter] = "ab", [ReleaseControl.NameParameter] = "reco-1" };
        await CreateAndStartAsync(chain with { Transformations = [chain.Transformations[0] with { Step = "command", Parameters = named }] });
        Assert.True((await RunAsync(new RecordRelease("reco-1", "ab", "new"))).Done);
        CommandReply refused = await RunAsync(new RemoveRelease("reco-1", "ab", Shared: true, "old"));
        Assert.False(refused.Done);
        Assert.Contains(TestWorkspace.Campaign, refused.Reason, StringComparison.Ordinal);
        Assert.False((await RunAsync(new RemoveRelease("reco-1-again", "ab", Shared: false, "old"))).Done); // the last name of the archive
        Assert.True((await RunAsync(new RemoveRelease("reco-1-again", "ab", Shared: true, "old"))).Done);
        Assert.True((await RunAsync(new RemoveRelease("reco-2", "cd", Shared: false, "old"))).Done);
        Assert.Equal(
            ["AddRelease reco-1 new", "RemoveRelease reco-1-again old", "RemoveRelease reco-2 old"],
            _world.Texts("SELECT kind || ' ' || subject || ' ' || reason FROM operator_action WHERE kind LIKE '%Release' ORDER BY id"));
    }

    [Fact]
    public async Task Scouts_run_first_and_the_rest_only_after_they_passed()
    {
        await CreateAndStartAsync(TestWorkspace.Definition() with { Scouts = new ScoutPolicy(2) });
        await _world.Ledger.FeedAsync();
        Assert.Equal(2, _world.Number("SELECT count(*) FROM job"));
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(6, await pilot.DrainAsync());
        Assert.Equal(1, await new ScoutWatch(_world.Ledger, _world.Database).JudgeAsync());
        await _world.Ledger.FeedAsync();
        Assert.Equal(12, await pilot.DrainAsync());
        Assert.Equal(CampaignState.Completed, State());
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task The_preflight_refuses_a_start_that_cannot_end_and_a_reason_forces_only_what_may_be_forced()
    {
        Assert.True((await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Definition(), "user:test")).Accepted);
        _sources.HasSlots = 0;
        CommandReply refused = await RunAsync(new StartCampaign(TestWorkspace.Campaign, null));
        Assert.False(refused.Done);
        Assert.Contains(nameof(PreflightCause.NoSlots), refused.Reason, StringComparison.Ordinal);
        _sources.Fault = "no such file.";
        Assert.False((await RunAsync(new StartCampaign(TestWorkspace.Campaign, "slots come"))).Done);
        _sources.Fault = null;
        Assert.True((await RunAsync(new StartCampaign(TestWorkspace.Campaign, "slots come"))).Done);
        Assert.Contains("slots come", new OperatorLogQueries(_world.Database).Latest().Select(action => action.Reason));
    }

    [Fact]
    public async Task Killing_in_bulk_says_how_many_first_goes_on_after_a_crash_and_can_be_taken_back()
    {
        await CreateAndStartAsync(TestWorkspace.Definition());
        JobFilterTerm[] filter = [new("campaign", TestWorkspace.Campaign)];
        Assert.Contains("6 jobs would be killed", (await RunAsync(new ChangeJobs(true, filter, "", true))).Lines[0], StringComparison.Ordinal);
        CommandReply killed = await RunAsync(new ChangeJobs(true, filter, "wrong tag", false));
        await _world.CrashAndRecoverAsync();
        Assert.Equal(1, await Commands().Bulk.RunAsync(CancellationToken.None));
        Assert.Equal(6, _world.Number("SELECT count(*) FROM job WHERE state = 'Killed'"));
        Assert.Equal(6, new OperatorLogQueries(_world.Database).Find(killed.Action)!.Changed);
        Assert.True((await RunAsync(new UndoAction(killed.Action, "right after all"))).Done);
        await Commands().Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(6, _world.Number("SELECT count(*) FROM job WHERE state = 'Waiting'"));
        Assert.False((await RunAsync(new UndoAction(killed.Action, "again"))).Done);
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_filter_touches_only_its_jobs_that_can_be_changed_and_none_at_all_is_refused()
    {
        await CreateAndStartAsync(TestWorkspace.Definition());
        Assert.Contains("0 jobs would be rescheduled", (await RunAsync(new ChangeJobs(false, [new("campaign", TestWorkspace.Campaign)], "", true))).Lines[0], StringComparison.Ordinal);
        Assert.True((await RunAsync(new ChangeJobs(true, [new("id", "2-3"), new("state", "Waiting")], "these two", false))).Done);
        await Commands().Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(2, _world.Number("SELECT count(*) FROM job WHERE state = 'Killed' AND id IN (2, 3)"));
        Assert.Equal(4, _world.Number("SELECT count(*) FROM job WHERE state = 'Waiting'"));
        Assert.False((await RunAsync(new ChangeJobs(true, [], "all of it", false))).Done);
        Assert.False((await RunAsync(new ChangeJobs(true, [new("colour", "red")], "x", false))).Done);
        Assert.False((await RunAsync(new ChangeJobs(true, [new("id", "1")], " ", false))).Done);
        Assert.Equal(4, _world.Number("SELECT count(*) FROM job WHERE state = 'Waiting'"));
    }

    [Fact]
    public async Task Every_way_to_make_start_and_stop_a_campaign_or_change_a_job_is_in_the_log_with_who_and_why()
    {
        CampaignDefinition definition = TestWorkspace.Definition();
        Assert.True((await RunAsync(new CreateCampaign(definition))).Done);
        Assert.True((await RunAsync(new CreateCampaign(definition))).Done);
        Assert.True((await RunAsync(new StartCampaign(TestWorkspace.Campaign, null, "data are in"))).Done);
        Assert.True((await RunAsync(new ChangeJob(true, 1, "broken file"))).Done);
        Assert.False((await RunAsync(new ChangeJob(true, 1, "broken file"))).Done);
        Assert.False((await RunAsync(new ChangeJob(false, 1, ""))).Done);
        Assert.True((await RunAsync(new ChangeJob(false, 1, "replaced"))).Done);
        Assert.True((await RunAsync(new StopCampaign(TestWorkspace.Campaign, "disk full"))).Done);
        Assert.False((await RunAsync(new StopCampaign(TestWorkspace.Campaign, "disk full"))).Done);
        Assert.Equal(
            [
                (OperatorActionKind.StopCampaign, TestWorkspace.Campaign, "disk full"), (OperatorActionKind.RescheduleJobs, "job 1", "replaced"),
                (OperatorActionKind.KillJobs, "job 1", "broken file"), (OperatorActionKind.StartCampaign, TestWorkspace.Campaign, "data are in"),
                (OperatorActionKind.CreateCampaign, TestWorkspace.Campaign, ""),
            ],
            new OperatorLogQueries(_world.Database).Latest().Select(action => (action.Kind, action.Subject, action.Reason)));
        Assert.All(new OperatorLogQueries(_world.Database).Latest(), action => Assert.Equal("user:test", action.Actor));
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_single_kill_can_be_taken_back()
    {
        await CreateAndStartAsync(TestWorkspace.Definition());
        CommandReply killed = await RunAsync(new ChangeJob(true, 1, "by mistake"));
        Assert.True((await RunAsync(new UndoAction(killed.Action, "it was right"))).Done);
        await Commands().Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(6, _world.Number("SELECT count(*) FROM job WHERE state = 'Waiting'"));
    }

    [Fact]
    public async Task A_tier_that_would_be_made_of_itself_and_names_that_are_no_words_are_refused()
    {
        CampaignDefinition chain = TestWorkspace.Definition();
        TransformationDefinition first = chain.Transformations[0];
        foreach (TransformationDefinition wrong in new[]
        {
            first with { OutputTier = first.InputTier }, first with { OutputTier = "../x" }, first with { Name = "" },
        })
        {
            CommandReply reply = await RunAsync(new CreateCampaign(chain with { Transformations = [wrong] }));
            Assert.False(reply.Done);
            Assert.Contains(wrong.OutputTier, reply.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cleaning_a_campaign_leaves_its_last_tier_alone_valid()
    {
        await CreateAndStartAsync(TestWorkspace.Definition());
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.DrainAsync();
        CommandReply cleaned = await RunAsync(new CleanCampaign(TestWorkspace.Campaign, false, "published", false));
        Assert.True(cleaned.Done, cleaned.Reason);
        await Commands().Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(6, _world.Number("SELECT count(*) FROM file WHERE campaign_id IS NOT NULL AND state = 'Valid'"));
        Assert.Equal(CampaignState.Cleaned, State());
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_certificate_names_what_is_open_and_is_whole_once_it_is_done_or_waived()
    {
        await CreateAndStartAsync(TestWorkspace.Definition());
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob bad = (await pilot.LeaseAsync())!;
        await _world.Ledger.KillAsync(TestWorkspace.NewId(), bad.Fence.JobId, "never taken", "user:test");
        await pilot.DrainAsync();
        CommandReply open = await RunAsync(new CertifyCampaign(TestWorkspace.Campaign));
        Assert.False(open.Done);
        Assert.Contains(bad.Inputs[0].Lfn, open.Reason, StringComparison.Ordinal);
        Assert.True((await RunAsync(new WaiveInputs(TestWorkspace.Campaign, [bad.Inputs[0].Lfn], "never taken"))).Done);
        CommandReply whole = await RunAsync(new CertifyCampaign(TestWorkspace.Campaign));
        Assert.True(whole.Done, whole.Reason);
        Assert.True((await RunAsync(new ArchiveCampaign(TestWorkspace.Campaign, "paper out"))).Done);
        Assert.Equal(CampaignState.Archived, State());
        int logged = new OperatorLogQueries(_world.Database).Latest().Count;
        CommandReply again = await RunAsync(new StartCampaign(TestWorkspace.Campaign, null));
        Assert.Contains("is Archived", again.Reason, StringComparison.Ordinal);
        Assert.Equal((CampaignState.Archived, logged), (State(), new OperatorLogQueries(_world.Database).Latest().Count));
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_ban_has_its_reason_and_its_undo()
    {
        Assert.True((await RunAsync(new BanSite("CNAF", false, "storage down"))).Done);
        long action = new OperatorLogQueries(_world.Database).Latest()[0].Id;
        Assert.True((await RunAsync(new UndoAction(action, "back"))).Done);
        Assert.Equal(0, _world.Number("SELECT count(*) FROM site WHERE banned IS NOT NULL"));
        Assert.False((await RunAsync(new BanSite("CNAF", true, "back"))).Done);
        Assert.False((await RunAsync(new BanElement("nowhere", false, "x"))).Done);
    }

    [Theory]
    [InlineData(LimitKind.Campaign, "There is no campaign Tset26A.")]
    [InlineData(LimitKind.Element, "There is no storage element Tset26A.")]
    public async Task A_limit_of_a_campaign_or_element_that_is_not_there_is_refused(LimitKind kind, string why)
    {
        Assert.Equal(why, (await RunAsync(new SetLimit(kind, "Tset26A", 5, null, "careful"))).Reason);
        Assert.Equal(0, _world.Number("SELECT count(*) FROM dispatch_limit"));
    }

    [Fact]
    public async Task A_command_is_estimated_by_what_commands_of_its_name_took_and_not_by_others()
    {
        TransformationDefinition[] steps = [Command("sum", "RAW", "RTRAW"), Command("cut", "RTRAW", "ESD")];
        await CreateAndStartAsync(TestWorkspace.Definition() with { Transformations = steps });
        await (await TestPilot.RegisterAsync(_world)).DrainAsync();
        CommandReply plan = await RunAsync(new PlanCampaign(TestWorkspace.Definition() with { Name = "Next", Transformations = [steps[0], steps[1] with { Name = "paste" }] }));
        Assert.True(plan.Done, plan.Reason);
        Assert.Contains(plan.Lines, line => line.StartsWith("sum: ", StringComparison.Ordinal) && line.EndsWith("from 6 accepted attempts", StringComparison.Ordinal));
        Assert.Contains(plan.Lines, line => line.StartsWith("paste: ", StringComparison.Ordinal) && line.EndsWith("never measured", StringComparison.Ordinal));
    }

    private static TransformationDefinition Command(string name, string from, string to) =>
        new(name, "command", from, to, false, new Dictionary<string, string>());

    private OperatorCommands Commands() => new(_world.Ledger, _world.Database, _sources);

    private Task<CommandReply> RunAsync(OperatorCommand command) => Commands().RunAsync(TestWorkspace.NewId(), command, "user:test");

    private async Task CreateAndStartAsync(CampaignDefinition definition)
    {
        CampaignReply created = await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), definition, "user:test");
        Assert.True(created.Accepted, created.Reason);
        CommandReply started = await RunAsync(new StartCampaign(TestWorkspace.Campaign, null));
        Assert.True(started.Done, started.Reason);
    }

    private CampaignState State() => new CampaignQueries(_world.Database).Find(TestWorkspace.Campaign)!.State;

    private sealed class FixedSources : IPreflightSources
    {
        public long? HasSlots { get; set; } = 4;

        public string? Fault { get; set; }

        public IReadOnlyList<CredentialFact> Credentials() => [];

        public Task<StepTrial> TryAsync(TransformationDefinition step, int wantedInputs) => Task.FromResult(new StepTrial(step.Step, true, Fault));

        public ElementFact Probe(StorageElementEntry element) => new(element.Name, null, 1_000_000_000, null, 0);

        public long? Slots() => HasSlots;
    }
}
