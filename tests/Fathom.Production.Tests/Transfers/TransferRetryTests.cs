using Fathom.Production.Tests.World;
using Fathom.Storage.Replication;

namespace Fathom.Production.Tests.Transfers;

public sealed class TransferRetryTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 2);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Starting_a_campaign_again_queues_the_transfers_that_were_given_up_whether_it_has_ended_or_not(int givenUp)
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        await (await TestPilot.RegisterAsync(_world)).DrainAsync();
        for (int i = 0; i < givenUp; i++)
        {
            LeasedTransfer transfer = (await LeaseAsync())!;
            await _world.Transfers.FailTransferAsync(transfer.Fence, "StorageFull", "full", final: true, default);
        }

        Assert.Equal([givenUp == 2 ? "Completed" : "Active"], _world.Texts("SELECT state FROM campaign"));
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test")).Done);
        Assert.Equal(["Active"], _world.Texts("SELECT state FROM campaign"));
        Assert.Equal(2, _world.Number("SELECT COUNT(*) FROM transfer WHERE state = 'Queued' AND failures = 0"));
        Assert.Equal(2, await TestReplicator.DrainAsync(_world));
        Assert.Equal(["Completed"], _world.Texts("SELECT state FROM campaign"));
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_leased_transfer_tells_its_failures_not_its_attempts_and_never_gets_a_path_twice()
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        await (await TestPilot.RegisterAsync(_world)).DrainAsync();
        await TestReplicator.CopyAsync(_world, (await LeaseAsync())!);
        LeasedTransfer first = (await LeaseAsync())!;
        await _world.CrashAndRecoverAsync();
        LeasedTransfer second = (await LeaseAsync())!;
        await _world.Transfers.FailTransferAsync(second.Fence, "StorageNotDurable", "fsync", final: false, default);
        LeasedTransfer third = (await LeaseAsync())!;
        Assert.Equal([(1, 0), (2, 0), (3, 1)], new[] { first, second, third }.Select(one => (one.Fence.Attempt, one.Failures)));
        Assert.Equal(3, new[] { first, second, third }.Select(one => one.Path).Distinct().Count());
    }

    private Task<LeasedTransfer?> LeaseAsync() => _world.Transfers.LeaseTransferAsync("second", CancellationToken.None);
}
