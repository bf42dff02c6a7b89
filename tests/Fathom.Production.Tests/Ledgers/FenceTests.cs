using Fathom.Database.Faults;
using Fathom.Database.Requests;
using Fathom.LeapingClocks;
using Fathom.Production.Acceptance;
using Fathom.Production.Diagnosis;
using Fathom.Production.Pilots;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;
using Fathom.Storage.Elements;

namespace Fathom.Production.Tests.Ledgers;

public sealed class FenceTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Pilots_that_ask_at_the_same_time_never_get_the_same_job()
    {
        await _world.StartCampaignAsync();
        TestPilot[] pilots = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TestPilot.RegisterAsync(_world, "node1", i)));
        LeasedJob?[] jobs = await Task.WhenAll(pilots.Select(pilot => Task.Run(() => pilot.LeaseAsync())));
        Assert.Equal(6, jobs.Count(job => job is not null));
        Assert.Equal(6, jobs.OfType<LeasedJob>().Select(job => job.Fence.JobId).Distinct().Count());
        Assert.Equal(6, jobs.OfType<LeasedJob>().Select(job => job.OutputPath).Distinct().Count());
    }

    [Fact]
    public async Task A_lost_lease_reply_is_answered_again_with_the_same_job_and_the_same_id_for_another_pilot_is_refused()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        TestPilot other = await TestPilot.RegisterAsync(_world);
        LeasedJob first = (await pilot.LeaseAsync("request-1"))!;
        await _world.CrashAndRecoverAsync();
        LeasedJob again = (await pilot.LeaseAsync("request-1"))!;
        Assert.Equal(first.Fence, again.Fence);
        Assert.Equal(first.OutputPath, again.OutputPath);
        await Assert.ThrowsAsync<RequestConflictException>(() => other.LeaseAsync("request-1"));
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt"));
    }

    [Fact]
    public async Task The_repeat_of_a_registration_gets_the_same_pilot_and_token_and_no_token_is_stored()
    {
        var registration = new PilotRegistration("local", "here", "node1", 7, "0.1");
        PilotWelcome first = await _world.Ledger.RegisterPilotAsync("r", registration);
        await _world.CrashAndRecoverAsync();
        PilotWelcome again = await _world.Ledger.RegisterPilotAsync("r", registration);
        Assert.Equal(first, again);
        string secret = first.Token.Split('.')[2];
        Assert.DoesNotContain(
            _world.Texts("SELECT response FROM request UNION ALL SELECT token_hash FROM pilot").Concat(_world.Database.ReadEvents().Select(one => one.Body)),
            text => text.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_accepted_under_an_old_attempt_another_lease_or_from_another_pilot()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        TestPilot other = await TestPilot.RegisterAsync(_world);
        LeasedJob old = (await pilot.LeaseAsync())!;
        await pilot.FailAsync(old, FailureOrigin.Infrastructure);
        LeasedJob now = (await pilot.LeaseAsync())!;
        while (now.Fence.JobId != old.Fence.JobId)
        {
            now = (await pilot.LeaseAsync())!;
        }

        Assert.Equal(2, now.Fence.Attempt);
        Assert.False((await pilot.UploadAsync(old)).Accepted);
        Assert.False((await pilot.StartAsync(old)).Held);
        Assert.False((await pilot.FailAsync(old)).Held);
        AttemptUploaded forged = pilot.Write(now) with { Fence = now.Fence with { Lease = old.Fence.Lease } };
        Assert.False((await _world.Acceptance.UploadedAsync(TestWorkspace.NewId(), pilot.Id, forged)).Accepted);
        Assert.False((await other.UploadAsync(now)).Accepted);
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM accepted_output"));
        Assert.True((await pilot.UploadAsync(now)).Accepted);
        Assert.False((await pilot.UploadAsync(now)).Accepted);
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_frozen_server_that_wakes_after_another_took_over_accepts_nothing()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        using Database.WorkspaceDatabase newer = Database.WorkspaceDatabase.Open(_world.Database.Path);
        await Assert.ThrowsAsync<EpochLostException>(() => pilot.UploadAsync(job));
        Assert.Equal(WorkspaceProblem.EpochLost, (await _world.Database.Fatal).Problem);
    }

    [Fact]
    public async Task A_repeated_upload_gets_the_first_answer_also_after_a_crash_and_another_body_is_refused()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        Assert.True((await pilot.UploadAsync(job, "upload-1")).Accepted);
        await _world.CrashAndRecoverAsync();
        Assert.True((await pilot.UploadAsync(job, "upload-1")).Accepted);
        AttemptUploaded other = pilot.Write(job) with { Remark = "other" };
        await Assert.ThrowsAsync<RequestConflictException>(() => _world.Acceptance.UploadedAsync("upload-1", pilot.Id, other));
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM accepted_output"));
    }

    [Fact]
    public async Task Uploads_repeated_at_the_same_instant_are_checked_once_and_answered_alike()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        AttemptUploaded uploaded = pilot.Write(job);
        AcceptanceReply[] replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => _world.Acceptance.UploadedAsync("upload-1", pilot.Id, uploaded))));
        Assert.All(replies, reply => Assert.True(reply.Accepted, reply.Reason));
        Assert.Equal(1, _world.Events("Accepted"));
    }

    [Fact]
    public async Task An_upload_whose_server_died_before_its_check_is_checked_by_the_next_and_the_pilots_repeat_is_answered()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        // The server dies in the check: after the upload was taken down, before it was accepted.
        _world.Main.Fault = new InvalidOperationException("the server is gone");
        await Assert.ThrowsAsync<InvalidOperationException>(() => pilot.UploadAsync(job, "upload-1"));
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt WHERE state = 'Uploaded'"));
        _world.Main.Fault = null;
        await _world.CrashAndRecoverAsync();
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt WHERE state = 'Accepted'"));
        Assert.True((await pilot.UploadAsync(job, "upload-1")).Accepted);
    }

    [Fact]
    public async Task The_server_itself_compares_the_bytes_and_a_difference_is_a_loss_of_the_infrastructure()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        AttemptUploaded said = pilot.Write(job);
        _world.Main.Tamper(said.Outputs[0].Path, [1, 2, 3]);
        AcceptanceReply reply = await _world.Acceptance.UploadedAsync(TestWorkspace.NewId(), pilot.Id, said);
        Assert.False(reply.Accepted);
        Assert.Contains("found 3", reply.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _world.Number("SELECT infrastructure_losses FROM job WHERE id = @JobId AND state = 'Waiting'", new { job.Fence.JobId }));
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM file WHERE tier = 'RTRAW'"));
    }

    [Fact]
    public async Task Outputs_at_an_element_that_only_the_server_does_not_see_wait_for_it_and_are_not_made_again()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        AttemptUploaded said = pilot.Write(job);
        _world.Main.Fault = new StorageAwayException("main", "/main", "there is no folder");
        var time = new LeapingTime();
        Task<AcceptanceReply> answer = new AcceptanceService(_world.Ledger, _world.Elements, time: time).UploadedAsync("upload-1", pilot.Id, said);
        while (time.Passed < 3600)
        {
            await Task.Yield();
        }

        Assert.False(answer.IsCompleted);
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt WHERE state = 'Uploaded'"));
        _world.Main.Fault = null;
        Assert.True((await answer).Accepted);
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt"));
    }

    [Fact]
    public async Task An_element_that_cannot_make_bytes_durable_ends_the_server()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        _world.Main.Fault = new StorageDurabilityException("main", "x", "fsync");
        await Assert.ThrowsAsync<StorageDurabilityException>(() => pilot.UploadAsync(job));
        Assert.Equal("main", (await _world.Acceptance.Fatal).Element);
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM accepted_output"));
    }

    [Fact]
    public async Task Bytes_whose_fsync_failed_once_are_never_accepted_though_the_second_fsync_succeeds()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        _world.Main.Fault = new StorageDurabilityException("main", "x", "fsync");
        await Assert.ThrowsAsync<StorageDurabilityException>(() => pilot.UploadAsync(job, "upload-1"));
        _world.Main.Fault = null;
        await _world.CrashAndRecoverAsync();
        Assert.False((await pilot.UploadAsync(job, "upload-1")).Accepted);
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt WHERE state = 'Refused' AND cause = 'StorageNotDurable'"));
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM accepted_output"));
        _world.Time.Advance(Backoff.Longest);
        Assert.Equal(18, await (await TestPilot.RegisterAsync(_world)).DrainAsync());
        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM replica WHERE path LIKE @folder || '/%'", new { folder = job.OutputPath }));
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task An_upload_outside_the_attempts_own_folder_is_refused()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        AttemptUploaded said = pilot.Write(job);
        AttemptUploaded outside = said with { Outputs = [said.Outputs[0] with { Path = "raw/1/1.raw" }] };
        AcceptanceReply reply = await _world.Acceptance.UploadedAsync(TestWorkspace.NewId(), pilot.Id, outside);
        Assert.False(reply.Accepted);
        Assert.Contains("not in the attempt's folder", reply.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_without_a_sign_of_life_ends_and_one_with_goes_on()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob kept = (await pilot.LeaseAsync())!;
        LeasedJob dropped = (await pilot.LeaseAsync())!;
        for (int i = 0; i < 4; i++)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Empty(_world.Ledger.Heartbeat(pilot.Id, new Heartbeat([kept.Fence])).Revoked);
            await _world.Ledger.ExpireAsync();
        }

        Assert.Equal([dropped.Fence], _world.Ledger.Heartbeat(pilot.Id, new Heartbeat([kept.Fence, dropped.Fence])).Revoked);
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM attempt WHERE state = 'Lost' AND cause = 'LeaseExpired'"));
        Assert.True((await pilot.RunAsync(kept)).Accepted);
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task After_a_restart_every_live_lease_gets_a_full_new_period()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        _world.Time.Advance(TimeSpan.FromSeconds(29));
        await _world.CrashAndRecoverAsync();
        _world.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, await _world.Ledger.ExpireAsync());
        Assert.Empty(_world.Ledger.Heartbeat(pilot.Id, new Heartbeat([job.Fence])).Revoked);
        Assert.True((await pilot.RunAsync(job)).Accepted);
    }

    [Fact]
    public async Task What_a_dead_pilot_held_waits_again_at_once_and_the_pilot_is_gone()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world, "node1", 42);
        LeasedJob job = (await pilot.LeaseAsync())!;
        await _world.Ledger.PilotDiedAsync("node1", 42, "signal 9");
        Assert.Equal(1, _world.Number("SELECT COUNT(*) FROM job WHERE id = @JobId AND state = 'Waiting'", new { job.Fence.JobId }));
        await Assert.ThrowsAsync<PilotGoneException>(() => pilot.LeaseAsync());
        Assert.Throws<PilotGoneException>(() => _world.Ledger.Heartbeat(pilot.Id, new Heartbeat([job.Fence])));
        Assert.False((await pilot.UploadAsync(job)).Accepted);
    }

    [Fact]
    public async Task Two_hundred_losses_on_one_machine_do_not_hold_a_job()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        for (int i = 0; i < 200; i++)
        {
            await pilot.FailAsync((await pilot.LeaseAsync())!, FailureOrigin.Infrastructure, "NodeLost");
            _world.Time.Advance(TimeSpan.FromSeconds(65));
        }

        Assert.Equal(0, _world.Number("SELECT COUNT(*) FROM job WHERE state = 'Held'"));
        Assert.Equal(18, await pilot.DrainAsync());
    }
}
