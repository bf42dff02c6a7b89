using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Ledgers;

public sealed class StickingLossTests : IDisposable
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(65);

    private readonly TestWorkspace _world = new(runs: 1, sections: 1);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_job_whose_input_is_damaged_is_held_after_eight_losses_on_one_machine_and_eight_more_after_a_reschedule()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(8, await LoseAsync(pilot, "InputDamaged"));
        Assert.Equal(["InputDamaged"], _world.Texts("SELECT cause FROM job WHERE state = 'Held'"));
        long held = _world.Number("SELECT id FROM job WHERE state = 'Held'");
        Assert.True((await _world.Ledger.RescheduleAsync(TestWorkspace.NewId(), held, "mended", "user:test")).Done);
        Assert.Equal(8, await LoseAsync(pilot, "PayloadKilled.SIGKILL"));
        Assert.Equal(["PayloadKilled.SIGKILL"], _world.Texts("SELECT cause FROM job WHERE state = 'Held'"));
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task Pilots_that_die_do_not_bring_a_job_nearer_to_being_held_by_what_the_next_one_reports()
    {
        await _world.StartCampaignAsync();
        for (int i = 0; i < 20; i++)
        {
            _world.Time.Advance(LongestBackoff);
            await (await TestPilot.RegisterAsync(_world, "node1", i)).LeaseAsync();
            await _world.Ledger.PilotDiedAsync("node1", i, "signal 9");
        }

        Assert.Equal(20, _world.Number("SELECT infrastructure_losses FROM job"));
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        for (int i = 0; i < 7; i++)
        {
            _world.Time.Advance(LongestBackoff);
            await pilot.FailAsync((await pilot.LeaseAsync())!, FailureOrigin.Infrastructure, "InputUnavailable");
        }

        _world.Time.Advance(LongestBackoff);

        Assert.Equal(3, await pilot.DrainAsync());
    }

    [Fact]
    public async Task A_job_of_the_last_step_that_is_lost_again_and_again_holds_up_no_other()
    {
        using var world = new TestWorkspace(runs: 1, sections: 2);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        while (job.Step != "compact")
        {
            await pilot.RunAsync(job);
            job = (await pilot.LeaseAsync())!;
        }

        await pilot.FailAsync(job, FailureOrigin.Infrastructure, "InputDamaged");
        await pilot.FailAsync((await pilot.LeaseAsync())!, FailureOrigin.Infrastructure, "InputDamaged");
        LeasedJob next = (await pilot.LeaseAsync())!;
        Assert.Equal("decode", next.Step);
        await pilot.RunAsync(next);
        Assert.Equal("reconstruct", (await pilot.LeaseAsync())!.Step);
    }

    private async Task<int> LoseAsync(TestPilot pilot, string cause)
    {
        int losses = 0;
        for (; losses < 50 && await pilot.LeaseAsync() is { } job; losses++)
        {
            await pilot.FailAsync(job, FailureOrigin.Infrastructure, cause);
            _world.Time.Advance(LongestBackoff);
        }

        return losses;
    }
}
