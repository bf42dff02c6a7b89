using Fathom.Database.Reading;
using Fathom.Production.Protocol;
using Fathom.Production.Sweeping;
using Fathom.Production.Tests.World;
using Fathom.Storage.Replication;
using Fathom.Storage.Sweeping;

namespace Fathom.Production.Tests.Sweeping;

public sealed class SweepLedgerTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Only_closed_paths_are_listed_and_accepted_files_are_kept()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob live = (await pilot.LeaseAsync())!;
        LeasedJob accepted = (await pilot.LeaseAsync())!;
        AttemptUploaded said = pilot.Write(accepted);
        await _world.Acceptance.UploadedAsync(TestWorkspace.NewId(), pilot.Id, said);

        ClosedPath only = Assert.Single(await _world.Sweeps.ClosedPathsAsync(100, CancellationToken.None));
        Assert.Equal(accepted.OutputPath, only.Path);
        Assert.Equal([said.Outputs[0].Path], only.Keep);
        Assert.NotEqual(live.OutputPath, only.Path);
    }

    // Half a million jobs wait for the sweep where they end faster than it goes: each that is swept must not read the others.
    [Fact]
    public void Sweeping_a_path_reads_the_attempts_of_its_job_alone()
    {
        string plan = _world.Database.Read(connection => string.Join('\n', connection.Select(
            "EXPLAIN QUERY PLAN " + SweepLedger.ClosedOf(7), new { Element = "main", Path = "C/ESD/00000007-1-0123456789ab", of = 7L }, row => row.GetString(3))));
        Assert.Contains("(job_id=?", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_path_of_a_lost_attempt_is_swept_again_until_its_pilot_must_have_ended()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        await pilot.FailAsync(job, FailureOrigin.Infrastructure);
        var sweeps = new SweepLedger(_world.Ledger, TimeSpan.FromSeconds(30));
        for (int i = 0; i < 3; i++)
        {
            ClosedPath path = Assert.Single(await sweeps.ClosedPathsAsync(100, CancellationToken.None));
            await sweeps.MarkSweptAsync(path, CancellationToken.None);
            _world.Time.Advance(TimeSpan.FromSeconds(14));
        }

        ClosedPath last = Assert.Single(await sweeps.ClosedPathsAsync(100, CancellationToken.None));
        await sweeps.MarkSweptAsync(last, CancellationToken.None);
        Assert.Empty(await sweeps.ClosedPathsAsync(100, CancellationToken.None));
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_copy_that_comes_in_under_an_old_fence_is_not_accepted_and_its_path_is_swept()
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        await (await TestPilot.RegisterAsync(_world)).DrainAsync();
        LeasedTransfer old = (await _world.Transfers.LeaseTransferAsync("second", CancellationToken.None))!;
        await _world.CrashAndRecoverAsync();
        await _world.SweepAsync();
        Assert.False(await TestReplicator.CopyAsync(_world, old));
        Assert.Equal(1, (await _world.AuditAsync()).Orphan);
        Assert.Equal(6, await TestReplicator.DrainAsync(_world));
        await _world.SweepAsync();
        Assert.Empty((await _world.AuditAsync()).Findings);
    }

    [Fact]
    public async Task A_copy_that_differs_is_not_registered_and_a_transfer_is_given_up_with_its_cause()
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        await (await TestPilot.RegisterAsync(_world)).DrainAsync();
        LeasedTransfer first = (await _world.Transfers.LeaseTransferAsync("second", CancellationToken.None))!;
        Assert.False(await _world.Transfers.AcceptTransferAsync(first.Fence, first.Size, "00000000", CancellationToken.None));
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM replica WHERE se = 'second'"));
        for (int i = 0; i < 100 && await _world.Transfers.LeaseTransferAsync("second", CancellationToken.None) is { } next; i++)
        {
            await _world.Transfers.FailTransferAsync(next.Fence, "StorageFull", "no space", final: next.Failures == 7, CancellationToken.None);
        }

        Assert.Equal(6, _world.Number("SELECT COUNT(*) FROM transfer WHERE state = 'Failed' AND failures = 8"));
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM campaign WHERE state = 'Completed'"));
        await _world.SweepAsync();
        Assert.Empty((await _world.AuditAsync()).Findings);
    }
}
