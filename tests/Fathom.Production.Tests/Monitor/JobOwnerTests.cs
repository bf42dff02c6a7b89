using Fathom.Production.Monitor;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Monitor;

public sealed class JobOwnerTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Jobs_are_found_by_the_owner_of_their_campaign_when_made_when_changed_after_a_restart_and_without_a_server()
    {
        await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Definition() with { Owner = "alice" }, "user:test");
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        Assert.Equal(6, Of("alice", _world.Ledger.Jobs));
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.RunAsync((await pilot.LeaseAsync())!);
        Assert.Equal(7, Of("alice", _world.Ledger.Jobs));
        await _world.CrashAndRecoverAsync();
        Assert.Equal((7, 0), (Of("alice", _world.Ledger.Jobs), Of("", _world.Ledger.Jobs)));
        Assert.Equal(7, Of("alice", JobTableReader.Read(_world.Database)));
    }

    private static long Of(string owner, JobTable jobs) =>
        new JobQuery(jobs).Group(new JobCriteria { Owners = [owner] }, JobColumn.Owner).Jobs;
}
