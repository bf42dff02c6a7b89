using Fathom.Production.Campaigns;
using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Diagnosis;

/// <summary>What the rules say of a limit that was passed happens: the next attempt may use more.</summary>
public sealed class RetryWithMoreTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 1);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_payload_that_passed_its_memory_limit_is_tried_again_with_a_higher_one_also_after_a_restart()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal("1000", await FailAsync(pilot, "MemoryLimit"));
        Assert.Equal("1500", await FailAsync(pilot, "MemoryLimit"));
        await _world.CrashAndRecoverAsync();
        pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal("2250", await FailAsync(pilot, "ExitedOddly"));
        LeasedJob last = (await pilot.LeaseAsync())!;
        Assert.Equal("2250", last.Parameters[JobAllowance.MemoryParameter]);
        Assert.True((await pilot.RunAsync(last)).Accepted);
        CauseGroup memory = new CauseQueries(_world.Database, RuleTable.Default).List().Single(cause => cause.Id == "OutOfMemory");
        Assert.Equal((2, RuleAction.RetryWithMoreMemory), (memory.Attempts, memory.Action));
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_kill_at_the_memory_limit_is_known_by_the_limit_that_the_pilot_reports()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        var killed = new FailureEvidence(
            FailureOrigin.Payload, "PayloadKilled.SIGKILL", "", null, 9, "", new ResourceUse(1, 1, 995L << 20), Limits: new ResourceLimits(1000L << 20));
        await FailAsync(pilot, killed with { Limits = null });
        Assert.Equal("1000", await FailAsync(pilot, killed));
        Assert.Equal("1500", (await pilot.LeaseAsync())!.Parameters[JobAllowance.MemoryParameter]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payload_that_failed_by_its_node_is_tried_on_another_also_after_a_restart(bool restarts)
    {
        await StartAsync();
        TestPilot bad = await TestPilot.RegisterAsync(_world, "node1"), good = await TestPilot.RegisterAsync(_world, "node2", 101);
        LeasedJob job = (await bad.LeaseAsync())!;
        var illegal = new FailureEvidence(FailureOrigin.Payload, "PayloadKilled.SIGILL", "", null, 4, "", new ResourceUse(1, 1, 1));
        await _world.Ledger.FailedAsync(TestWorkspace.NewId(), bad.Id, new AttemptFailed(job.Fence, illegal));
        if (restarts)
        {
            await _world.CrashAndRecoverAsync();
            (bad, good) = (await TestPilot.RegisterAsync(_world, "node1", 102), await TestPilot.RegisterAsync(_world, "node2", 103));
        }

        Assert.Equal(["RetryElsewhere"], _world.Texts("SELECT minor FROM job"));
        await _world.Ledger.StopCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        await good.LeaseAsync(); // it is there: a host that is alone would get the job all the same
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        Assert.Null(await bad.LeaseAsync());
        Assert.Equal(2, (await good.LeaseAsync())?.Fence.Attempt);
        await _world.AssertCleanAsync();
    }

    private async Task StartAsync()
    {
        CampaignDefinition plain = TestWorkspace.Definition();
        await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), plain with
        {
            Transformations = [.. plain.Transformations.Select(step => step with
            {
                Parameters = new Dictionary<string, string> { [JobAllowance.MemoryParameter] = "1000" },
            })],
        }, "user:test");
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), plain.Name, "user:test");
    }

    private Task<string> FailAsync(TestPilot pilot, string cause) =>
        FailAsync(pilot, new FailureEvidence(FailureOrigin.Payload, cause, "", 1, null, "", new ResourceUse(1, 1, 1)));

    /// <summary>Fails the job's next attempt; returns the limit that it ran under.</summary>
    private async Task<string> FailAsync(TestPilot pilot, FailureEvidence evidence)
    {
        LeasedJob job = (await pilot.LeaseAsync())!;
        await _world.Ledger.FailedAsync(TestWorkspace.NewId(), pilot.Id, new AttemptFailed(job.Fence, evidence));
        _world.Time.Advance(TimeSpan.FromMinutes(20));
        return job.Parameters[JobAllowance.MemoryParameter];
    }
}
