using Fathom.Database.Faults;
using Fathom.Production.Acceptance;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Ledgers;

public sealed class CutShortCheckTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_upload_whose_check_was_cut_short_by_a_full_disk_is_accepted_by_the_same_server_without_its_pilot()
    {
        await CutShortAsync();
        using var stop = new CancellationTokenSource();
        var time = new TickedTime();
        Task running = new CheckResumption(_world.Acceptance, time).RunAsync(stop.Token);
        Assert.Equal([TimeSpan.FromSeconds(10)], time.Periods);
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt WHERE state = 'Uploaded'"));
        // The disk is full once more: the worker goes on.
        _world.FullAtCommit = 1;
        await TickUntilAsync(time, () => _world.FullAtCommit == 0);
        await TickUntilAsync(time, () => _world.Number("SELECT COUNT(*) FROM attempt WHERE state = 'Accepted'") == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_check_that_is_taken_up_while_it_is_under_way_is_done_once()
    {
        (TestPilot pilot, LeasedJob job) = await CutShortAsync();
        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _world.Acceptance.ResumeAsync()))),
            Task.Run(async () => Assert.True((await pilot.UploadAsync(job, "upload-1")).Accepted)));
        Assert.Equal(1, _world.Events("Accepted"));
        Assert.Equal(0, await _world.Acceptance.ResumeAsync());
        await _world.AssertCleanAsync();
    }

    private async Task<(TestPilot Pilot, LeasedJob Job)> CutShortAsync()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        // The first commit takes the upload down, the second would accept it.
        _world.FullAtCommit = 2;
        WorkspaceException full = await Assert.ThrowsAnyAsync<WorkspaceException>(() => pilot.UploadAsync(job, "upload-1"));
        Assert.False(full.IsFatal);
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM job WHERE state = 'Completing'"));
        return (pilot, job);
    }

    private static async Task TickUntilAsync(TickedTime time, Func<bool> done)
    {
        for (int i = 0; i < 2000 && !done(); i++)
        {
            time.Tick();
            await Task.Delay(5);
        }

        Assert.True(done());
    }
}
