using Fathom.Database.Reading;
using Fathom.Database.Requests;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Operations;

/// <summary>One action applies to all of a cause: its jobs, their inputs, or the places where it appears.</summary>
public sealed class CauseActionTests : IDisposable
{
    private const string Cause = "OutputMissing";
    private readonly TestWorkspace _world = new(runs: 1, sections: 3);
    private OperatorCommands _commands = null!;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Nodes_of_a_cause_are_banned_each_with_its_line_in_the_log_and_get_nothing_until_that_is_taken_back()
    {
        await FailAllAsync("node1");
        CommandReply dry = await ApplyAsync(CauseVerb.BanNodes, dryRun: true);
        Assert.Contains("node1 (12 failures)", dry.Lines[0], StringComparison.Ordinal);
        Assert.Equal(0, _world.Number("SELECT count(*) FROM node"));
        Assert.False((await ApplyAsync(CauseVerb.BanNodes, only: ["node7"])).Done);
        Assert.True((await ApplyAsync(CauseVerb.BanNodes)).Done);
        await RunAsync(new ApplyToCause(Cause, CauseVerb.Retry, "test", false));
        TestPilot bad = await TestPilot.RegisterAsync(_world, "node1"), good = await TestPilot.RegisterAsync(_world, "node2");
        Assert.Null(await bad.LeaseAsync());
        Assert.NotNull(await good.LeaseAsync());
        OperatorAction ban = new OperatorLogQueries(_world.Database).Latest().Single(action => action.Kind == OperatorActionKind.BanNode);
        Assert.Equal(("node1", $"test (cause {Cause})"), (ban.Subject, ban.Reason));
        Assert.True((await RunAsync(new UndoAction(ban.Id, "mended"))).Done);
        Assert.NotNull(await bad.LeaseAsync());
    }

    [Fact]
    public async Task Sites_and_storage_elements_of_a_cause_are_banned_and_those_banned_already_are_not_touched_again()
    {
        await FailAllAsync("node1");
        Assert.True((await ApplyAsync(CauseVerb.BanSites)).Done);
        Assert.True((await ApplyAsync(CauseVerb.BanElements)).Done);
        Assert.Equal(["here"], _world.Texts("SELECT name FROM site WHERE banned IS NOT NULL"));
        Assert.Equal(["main"], _world.Texts("SELECT name FROM storage_element WHERE banned IS NOT NULL"));
        Assert.Contains("touches nothing", (await ApplyAsync(CauseVerb.BanSites)).Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_inputs_are_problematic_and_taking_that_back_leaves_each_job_and_input_as_it_was()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await FailAsync(pilot, 5);
        Assert.True((await ApplyAsync(CauseVerb.HoldInputs, dryRun: true)).Done);
        List<string> before = States();
        Assert.Equal(["Held MaxReset OutputMissing", "Waiting Assigned "], before);
        CommandReply held = await ApplyAsync(CauseVerb.HoldInputs);
        Assert.All(States(), state => Assert.StartsWith("Held Problematic", state, StringComparison.Ordinal));
        await _world.CrashAndRecoverAsync();
        Renew();
        await RunAsync(new UndoAction(held.Action, "files are good"));
        Assert.Equal(before, States());
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_kill_that_is_taken_back_holds_again_what_was_held_and_lets_wait_what_waited()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await FailAsync(pilot, 5);
        List<string> before = States();
        CommandReply killed = await ApplyAsync(CauseVerb.Kill);
        Assert.All(States(), state => Assert.StartsWith("Killed", state, StringComparison.Ordinal));
        await RunAsync(new UndoAction(killed.Action, "too early"));
        // Its counts stay at zero, so that its retries are not used up.
        before[0] = "Held Problematic OutputMissing";
        Assert.Equal(before, States());
        await _world.CrashAndRecoverAsync();
        Assert.Equal(before, States());
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_retry_with_more_memory_or_time_raises_the_limit_of_the_next_attempt_within_what_the_rules_allow()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await FailAsync(pilot, 1);
        Assert.False((await ApplyAsync(CauseVerb.MoreMemory)).Done);
        Assert.False((await ApplyAsync(CauseVerb.MoreMemory, value: RaiseCeilings.Default.MemoryMiB + 1)).Done);
        CommandReply nothing = await ApplyAsync(CauseVerb.MoreTime, factor: 2);
        Assert.Equal("Its step names no such limit: there is nothing to multiply.", Assert.Single(new OperatorLogQueries(_world.Database).Outcomes(nothing.Action)).Outcome);
        await ApplyAsync(CauseVerb.MoreMemory, value: 3000);
        await ApplyAsync(CauseVerb.MoreMemory, factor: 1.5);
        await _world.CrashAndRecoverAsync();
        pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob again = (await pilot.LeaseAsync())!;
        Assert.Equal("4500", again.Parameters[JobAllowance.MemoryParameter]);
        Assert.False(again.Parameters.ContainsKey(JobAllowance.WallParameter));
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task Raised_limits_are_taken_back_from_the_jobs_that_have_not_started_each_waits_or_is_held_as_before_with_its_former_limits()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await FailAsync(pilot, 5);
        List<string> before = States();
        CommandReply raised = await ApplyAsync(CauseVerb.MoreMemory, value: 3000);
        Assert.Equal(2, _world.Number("SELECT count(*) FROM job_allowance"));
        Assert.NotEqual(before, States());
        CommandReply back = await RunAsync(new UndoAction(raised.Action, "they leak"));
        Assert.StartsWith("2 of 2 jobs", back.Lines[0], StringComparison.Ordinal);
        Assert.Equal(
            (OperatorActionKind.WithdrawRetries, "they leak", "user:test", 2L),
            new OperatorLogQueries(_world.Database).Find(back.Action) is { } log ? (log.Kind, log.Reason, log.Actor, log.Changed) : default);
        // Its counts stay at zero, so that its retries are not used up.
        before[0] = "Held Problematic OutputMissing";
        Assert.Equal(before, States());
        await _world.CrashAndRecoverAsync();
        Renew();
        Assert.Equal(before, States());
        Assert.False((await RunAsync(new UndoAction(raised.Action, "twice"))).Done);
        pilot = await TestPilot.RegisterAsync(_world);
        long waits = _world.Number("SELECT id FROM job WHERE attempt > 0 AND state = 'Waiting'");
        LeasedJob second = (await pilot.LeaseAsync())!;
        Assert.Equal(waits, second.Fence.JobId);
        Assert.False(second.Parameters.ContainsKey(JobAllowance.MemoryParameter));
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_second_raise_is_taken_back_to_the_first_and_what_runs_with_it_goes_on()
    {
        await FailAllAsync("node1");
        await ApplyAsync(CauseVerb.MoreMemory, value: 3000);
        CommandReply second = await ApplyAsync(CauseVerb.MoreMemory, factor: 2);
        TestPilot pilot = await TestPilot.RegisterAsync(_world, "node2");
        LeasedJob running = (await pilot.LeaseAsync())!;
        Assert.StartsWith("2 of 3 jobs", (await RunAsync(new UndoAction(second.Action, "too much"))).Lines[0], StringComparison.Ordinal);
        LeasedJob next = (await pilot.LeaseAsync())!;
        Assert.Equal(("6000", "3000"), (running.Parameters[JobAllowance.MemoryParameter], next.Parameters[JobAllowance.MemoryParameter]));
        Assert.True((await pilot.RunAsync(running)).Accepted);
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_bulk_change_that_is_asked_for_twice_is_one_action_and_its_id_with_another_body_is_refused()
    {
        await FailAllAsync("node1");
        var asked = new ApplyToCause(Cause, CauseVerb.Kill, "test", false);
        string id = TestWorkspace.NewId();
        CommandReply first = await _commands.RunAsync(id, asked, "user:test");
        await _commands.Bulk.RunAsync(CancellationToken.None);
        CommandReply second = await _commands.RunAsync(id, asked, "user:test");
        Assert.Equal((first.Action, first.Lines[0]), (second.Action, second.Lines[0]));
        await Assert.ThrowsAsync<RequestConflictException>(() => _commands.RunAsync(id, asked with { Reason = "other" }, "user:test"));
        string filter = TestWorkspace.NewId(), undo = TestWorkspace.NewId(), lost = TestWorkspace.NewId();
        await TwiceAsync(filter, new ChangeJobs(false, [new JobFilterTerm("state", "Killed")], "test", false));
        await TwiceAsync(lost, new DeclareFiles(false, null, [_world.Texts("SELECT lfn FROM file ORDER BY id")[0]], "test", false));
        await TwiceAsync(undo, new UndoAction(first.Action, "test"));
        Assert.Equal(1, _world.Number("SELECT count(*) FROM operator_action WHERE kind = 'KillJobs'"));
        Assert.Equal(1, _world.Number("SELECT count(*) FROM operator_action WHERE kind = 'RescheduleJobs'"));
        Assert.Equal(1, _world.Number("SELECT count(*) FROM operator_action WHERE kind = 'WithdrawKills'"));
        Assert.Equal(1, _world.Number("SELECT count(*) FROM operator_action WHERE kind = 'DeclareLost'"));
    }

    [Fact]
    public async Task The_same_request_twice_at_a_time_runs_once()
    {
        await FailAllAsync("node1");
        string id = TestWorkspace.NewId();
        CommandReply[] replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _commands.RunAsync(id, new ApplyToCause(Cause, CauseVerb.Kill, "test", false), "user:test")));
        Assert.Single(replies.Select(reply => reply.Action).Distinct());
        await _commands.Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(1, _world.Number("SELECT count(*) FROM operator_action WHERE kind = 'KillJobs' AND state = 'Done'"));
        Assert.Equal(0, _world.Number("SELECT count(*) FROM operator_action WHERE state IN ('Preparing', 'Running')"));
    }

    [Fact]
    public async Task A_retry_is_taken_back_for_the_jobs_that_have_not_started_and_the_others_go_on()
    {
        await FailAllAsync("node1");
        CommandReply retried = await ApplyAsync(CauseVerb.Retry);
        TestPilot pilot = await TestPilot.RegisterAsync(_world, "node2"), other = await TestPilot.RegisterAsync(_world, "node3");
        LeasedJob started = (await pilot.LeaseAsync())!;
        CommandReply back = await RunAsync(new UndoAction(retried.Action, "too early"));
        Assert.StartsWith("2 of 3 jobs", back.Lines[0], StringComparison.Ordinal);
        Assert.Equal(
            (OperatorActionKind.WithdrawRetries, "too early", 2L),
            new OperatorLogQueries(_world.Database).Find(back.Action) is { } log ? (log.Kind, log.Reason, log.Changed) : default);
        Assert.Equal(2, _world.Number("SELECT count(*) FROM job WHERE state = 'Held' AND cause = 'OutputMissing'"));
        await _world.CrashAndRecoverAsync();
        Renew();
        other = await TestPilot.RegisterAsync(_world, "node3");
        Assert.Null(await other.LeaseAsync());
        Assert.True((await pilot.RunAsync(started)).Accepted);
        Assert.False((await RunAsync(new UndoAction(retried.Action, "twice"))).Done);
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_retry_is_not_taken_back_where_all_jobs_have_started_or_a_later_one_let_them_try_again()
    {
        await FailAllAsync("node1");
        CommandReply first = await ApplyAsync(CauseVerb.Retry);
        TestPilot pilot = await TestPilot.RegisterAsync(_world, "node2");
        while (await pilot.LeaseAsync() is { } job)
        {
            await pilot.FailAsync(job, cause: Cause);
        }

        CommandReply second = await ApplyAsync(CauseVerb.Retry);
        Assert.Contains("All 3 jobs", (await RunAsync(new UndoAction(first.Action, "test"))).Reason, StringComparison.Ordinal);
        CommandReply killed = await ApplyAsync(CauseVerb.Kill);
        CommandReply revived = await RunAsync(new UndoAction(killed.Action, "not so"));
        Assert.Contains("All 3 jobs", (await RunAsync(new UndoAction(second.Action, "test"))).Reason, StringComparison.Ordinal);
        Assert.True((await RunAsync(new UndoAction(revived.Action, "it was right"))).Done);
        Assert.Equal(3, _world.Number("SELECT count(*) FROM job WHERE state = 'Killed'"));
        await _world.AssertCleanAsync();
    }

    private async Task TwiceAsync(string id, OperatorCommand asked)
    {
        CommandReply first = await _commands.RunAsync(id, asked, "user:test");
        Assert.True(first.Done, first.Reason);
        await _commands.Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(first.Action, (await _commands.RunAsync(id, asked, "user:test")).Action);
        await _commands.Bulk.RunAsync(CancellationToken.None);
    }

    private List<string> States() => _world.Database.Read(connection => connection.Select(
        "SELECT j.state, i.state, j.cause FROM job j JOIN transformation_input i ON i.job_id = j.id WHERE j.attempt > 0 ORDER BY j.id", null,
        row => $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)}"));

    private async Task StartAsync()
    {
        await _world.StartCampaignAsync();
        Renew();
    }

    private void Renew() => _commands = new OperatorCommands(_world.Ledger, _world.Database, null!);

    // A job that failed comes back before the others: the first four failures are the first job's.
    private async Task FailAsync(TestPilot pilot, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await pilot.FailAsync((await pilot.LeaseAsync())!, cause: Cause);
        }
    }

    private async Task FailAllAsync(string host)
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world, host);
        while (await pilot.LeaseAsync() is { } job)
        {
            await pilot.FailAsync(job, cause: Cause);
        }
    }

    private Task<CommandReply> ApplyAsync(
        CauseVerb verb, bool dryRun = false, IReadOnlyList<string>? only = null, double? factor = null, double? value = null) =>
        RunAsync(new ApplyToCause(Cause, verb, "test", dryRun, Only: only, Factor: factor, Value: value));

    private async Task<CommandReply> RunAsync(OperatorCommand asked)
    {
        CommandReply reply = await _commands.RunAsync(TestWorkspace.NewId(), asked, "user:test");
        await _commands.Bulk.RunAsync(CancellationToken.None);
        return reply;
    }
}
