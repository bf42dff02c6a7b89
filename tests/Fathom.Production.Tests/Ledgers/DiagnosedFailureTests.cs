using System.Globalization;
using Fathom.Identity.Tokens;
using Fathom.Production.Acceptance;
using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Ledgers;

public sealed class DiagnosedFailureTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 1);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_failure_that_no_rule_knows_is_retried_at_once_and_held_after_its_third_retry_by_its_own_cause()
    {
        TestPilot pilot = await StartAsync();
        Assert.Equal(4, await FailWhileLeasedAsync(pilot, "NobodyKnows"));
        Assert.Equal(["NobodyKnows"], _world.Texts("SELECT cause FROM job WHERE state = 'Held'"));
        Assert.All(Ended(), ended => Assert.Equal(Verdict.OfNone(RuleTable.Default.Version), ended.Verdict));
        await _world.AssertCleanAsync();
    }

    [Theory]
    [InlineData("RawFileTruncated", "InputTruncated")]
    [InlineData("StepUnknown", "ConfigurationInvalid")]
    public async Task A_job_whose_verdict_is_that_its_input_is_bad_or_that_a_person_decides_is_held_at_its_second_failure(string cause, string verdict)
    {
        TestPilot pilot = await StartAsync();
        Assert.Equal(2, await FailWhileLeasedAsync(pilot, cause));
        Assert.Equal([cause], _world.Texts("SELECT cause FROM job WHERE state = 'Held'"));
        Assert.StartsWith($"{verdict} (rule ", _world.Texts("SELECT cause_detail FROM job")[0], StringComparison.Ordinal);
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task The_event_of_a_failure_names_cause_rule_and_version_of_the_table()
    {
        TestPilot pilot = await StartAsync();
        await pilot.FailAsync((await pilot.LeaseAsync())!);
        Verdict verdict = Ended().Single().Verdict!;
        Assert.Equal(("InputTruncated", "fathom-input-truncated", RuleTable.Default.Version), (verdict.Cause, verdict.Rule, verdict.Version));
        string body = _world.Database.ReadEvents().Single(one => one.Kind == "Failed").Body;
        Assert.Contains($"\"version\":\"{RuleTable.Default.Version}\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", "main")]
    [InlineData("second", "second")]
    [InlineData("elsewhere", null)]
    public async Task A_failure_of_storage_counts_against_the_element_that_failed_where_inputs_and_outputs_lie_apart(string told, string? blamed)
    {
        Production.Campaigns.CampaignDefinition apart = TestWorkspace.Definition() with { OutputElement = "second" };
        Assert.True((await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), apart, "user:test")).Accepted);
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test")).Done);
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        var evidence = new FailureEvidence(FailureOrigin.Infrastructure, "StorageFault", "a disk failed", null, null, "", new ResourceUse(1, 1, 1), told);
        await _world.Ledger.FailedAsync(TestWorkspace.NewId(), pilot.Id, new AttemptFailed(job.Fence, evidence));
        Assert.Equal(blamed is null ? [] : [(blamed, 1L)], _world.Ledger.StorageFailures.Read());
        Assert.Equal(blamed, Ended().Single().Evidence.Element);
        Assert.Equal([blamed ?? "second"], _world.Texts("SELECT coalesce(blamed_se, se) FROM attempt"));
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task Events_of_versions_that_asked_no_rules_are_read_as_before()
    {
        TestPilot pilot = await StartAsync();
        LeasedJob job = (await pilot.LeaseAsync())!;
        await _world.Ledger.PilotLostAsync(pilot.Id, "PilotDied", "signal 9");
        string body = _world.Database.ReadEvents().Single(one => one is { Kind: "Lost", Subject: "job" }).Body;
        Assert.DoesNotContain("verdict", body, StringComparison.OrdinalIgnoreCase);
        var ended = (AttemptEnded)JobEventJson.Read("Lost", body)!;
        Assert.Null(ended.Verdict);
        var live = JobSnapshot.New with { State = JobState.Running, Attempt = job.Fence.Attempt, Lease = job.Fence.Lease, AttemptState = AttemptState.Running };
        Assert.Equal("RetryAfterLoss", JobStateMachine.Apply(live, ended).Next!.Minor);
    }

    [Fact]
    public async Task A_full_element_makes_a_job_wait_longer_each_time_and_it_is_never_leased_before()
    {
        TestPilot pilot = await StartAsync();
        TimeSpan before = TimeSpan.Zero;
        for (int loss = 1; loss <= 5; loss++)
        {
            await pilot.FailAsync((await pilot.LeaseAsync())!, FailureOrigin.Infrastructure, "StorageFull");
            TimeSpan wait = Backoff.After(RuleAction.BlameElement, loss, 1);
            Assert.True(wait > before);
            _world.Time.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.Null(await pilot.LeaseAsync());
            Assert.Equal(["RetryLater"], _world.Texts("SELECT minor FROM job"));
            _world.Time.Advance(TimeSpan.FromMilliseconds(1));
            before = wait;
        }

        Assert.Equal(3, await pilot.DrainAsync());
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Theory]
    [InlineData(FailureOrigin.Infrastructure, "StorageFull")]
    [InlineData(FailureOrigin.Infrastructure, "StorageDenied")]
    [InlineData(FailureOrigin.Payload, "too many clients already")] // the payload met it: the database of constants
    public async Task What_fails_for_hours_outside_a_job_and_its_host_holds_no_job_on_however_many_hosts(FailureOrigin origin, string cause)
    {
        await StartAsync();
        TimeSpan away = TimeSpan.FromHours(12);
        int losses = 0;
        for (TimeSpan passed = TimeSpan.Zero; passed < away; losses++)
        {
            TestPilot pilot = await TestPilot.RegisterAsync(_world, $"node{losses}", losses);
            await pilot.FailAsync((await pilot.LeaseAsync())!, origin, cause);
            TimeSpan wait = Backoff.After(RuleAction.RetryLater, losses + 1, 1);
            _world.Time.Advance(wait);
            passed += wait;
        }

        Assert.InRange(losses, 40, RecoveryPolicy.MostWaits - 10);
        Assert.Equal(["RetryLater"], _world.Texts("SELECT minor FROM job"));
        Assert.Equal([0L, losses], _world.Texts("SELECT payload_failures || ' ' || infrastructure_losses FROM job").Single().Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture)));
        Assert.Equal(3, await (await TestPilot.RegisterAsync(_world)).DrainAsync());
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_job_that_backs_off_does_so_beyond_a_restart_of_the_server()
    {
        TestPilot pilot = await StartAsync();
        await pilot.FailAsync((await pilot.LeaseAsync())!, FailureOrigin.Infrastructure, "StorageFull");
        TimeSpan wait = Backoff.After(RuleAction.BlameElement, 1, 1);
        _world.Time.Advance(wait / 2);
        await _world.CrashAndRecoverAsync();
        Assert.Null(await pilot.LeaseAsync());
        _world.Time.Advance(wait / 2);
        Assert.NotNull(await pilot.LeaseAsync());
    }

    [Fact]
    public async Task A_job_that_a_person_reschedules_waits_no_longer_and_its_former_time_lets_nothing_go()
    {
        TestPilot pilot = await StartAsync();
        await pilot.FailAsync((await pilot.LeaseAsync())!, FailureOrigin.Infrastructure, "StorageFull");
        Assert.True((await _world.Ledger.KillAsync(TestWorkspace.NewId(), 1, "why", "user:test")).Done);
        Assert.True((await _world.Ledger.RescheduleAsync(TestWorkspace.NewId(), 1, "why", "user:test")).Done);
        LeasedJob job = (await pilot.LeaseAsync())!;
        _world.Time.Advance(TimeSpan.FromSeconds(5));
        await pilot.FailAsync(job, FailureOrigin.Infrastructure, "StorageFull");
        _world.Time.Advance(Backoff.After(RuleAction.BlameElement, 1, 1) - TimeSpan.FromSeconds(1));
        Assert.Null(await pilot.LeaseAsync());
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await pilot.LeaseAsync());
    }

    [Fact]
    public async Task A_failure_in_a_batch_is_judged_as_one_that_comes_alone()
    {
        TestPilot pilot = await StartAsync();
        LeasedJob job = (await pilot.LeaseAsync())!;
        var evidence = new FailureEvidence(
            FailureOrigin.Payload, "PayloadExit.1", "The payload ended with exit code 1.", 1, null, "write: Disk quota exceeded", new ResourceUse(1, 1, 1));
        var batch = new PilotEvents([new PilotEvent(Started: new AttemptStarted(job.Fence, 1)), new PilotEvent(Failed: new AttemptFailed(job.Fence, evidence))]);
        PilotEventsReply reply = await new EventBatches(_world.Ledger, _world.Acceptance).TakeAsync(TestWorkspace.NewId(), pilot.Id, batch, new byte[] { 1 });
        Assert.All(reply.Answers, answer => Assert.True(answer.Accepted, answer.Reason));
        Assert.Equal(RuleTable.Default.Diagnose(AttemptEvidence.Of(evidence, "node1", "here", "main")), Ended().Single().Verdict);
    }

    [Fact]
    public async Task The_rules_of_a_workspace_judge_in_its_ledger()
    {
        RuleTable own = RuleTableFile.ParseOverShipped(
            """
            version: 7
            rules:
              - id: arm
                cause: ArmJammed
                action: ask-person
                advice: Free the arm.
                text: ['arm is jammed']
            """, "own");
        TestPilot pilot = await StartAsync();
        LeasedJob job = (await pilot.LeaseAsync())!;
        var ledger = new Ledger(
            _world.Database, new PilotTokens(new Secret("key of the tests")), new LedgerOptions { Workspace = "/workspace", Rules = own });
        var evidence = new FailureEvidence(FailureOrigin.Payload, "PayloadExit.1", "", 1, null, "library: the arm is jammed", new ResourceUse(1, 1, 1));
        Assert.True((await ledger.FailedAsync(TestWorkspace.NewId(), pilot.Id, new AttemptFailed(job.Fence, evidence))).Held);
        Verdict verdict = Ended().Single().Verdict!;
        Assert.Equal(("ArmJammed", own.Version), (verdict.Cause, verdict.Version));
    }

    private async Task<TestPilot> StartAsync()
    {
        await _world.StartCampaignAsync();
        return await TestPilot.RegisterAsync(_world);
    }

    private IEnumerable<AttemptEnded> Ended() => _world.Database.ReadEvents()
        .Where(one => one is { Kind: "Failed" or "Lost", Subject: "job" }).Select(one => (AttemptEnded)JobEventJson.Read(one.Kind, one.Body)!);

    private static async Task<int> FailWhileLeasedAsync(TestPilot pilot, string cause)
    {
        int failures = 0;
        for (; failures < 20 && await pilot.LeaseAsync() is { } job; failures++)
        {
            await pilot.FailAsync(job, cause: cause);
        }

        return failures;
    }
}
