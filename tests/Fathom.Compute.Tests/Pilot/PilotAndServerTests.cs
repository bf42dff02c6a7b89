using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

public sealed class PilotAndServerTests : IAsyncLifetime
{
    private readonly PilotFixture at = new();

    [Fact]
    public async Task While_the_server_is_away_the_pilot_keeps_its_payload_and_reports_to_the_next_server_on_another_port()
    {
        await at.AddJobAsync();
        await at.Server.StartAsync();
        var pilot = at.StartPilot($"while [ ! -e '{at["go"]}' ]; do sleep 0.02; done; {PilotFixture.Success}");
        await Eventually.IsTrueAsync(() => !at.Server.Started.IsEmpty, "the payload starts");
        await at.Server.StopAsync();
        File.WriteAllText(at["go"], "");
        await Eventually.IsTrueAsync(() => at.Element.Stat("Demo/ESD/1/1-abc/x.root") is not null, "the output is uploaded without a server");
        at.Server.Drain = true;
        await at.Server.StartAsync();
        Assert.Equal(PilotExit.Drained, await pilot);
        Assert.Single(at.Server.Uploaded);
        Assert.Single(at.Server.Registrations);
        Assert.Empty(at.Server.Failed);
    }

    [Fact]
    public async Task Another_program_that_listens_where_the_server_was_does_not_end_the_payload()
    {
        await at.AddJobAsync();
        await at.Server.StartAsync();
        at.Server.Drain = true;
        var pilot = at.StartPilot($"while [ ! -e '{at["go"]}' ]; do sleep 0.02; done; {PilotFixture.Success}");
        await Eventually.IsTrueAsync(() => !at.Server.Started.IsEmpty, "the payload starts");
        var (beats, reports) = (0, 0);
        at.Server.Interfere = route =>
            route == Routes.Uploaded ? ++reports <= 2 ? 401 : null : route.EndsWith("/heartbeat", StringComparison.Ordinal) && ++beats <= 3 ? 401 : null;
        await Eventually.IsTrueAsync(() => beats > 4, "the pilot goes on with its heartbeats");
        File.WriteAllText(at["go"], "");
        Assert.Equal(PilotExit.Drained, await pilot);
        Assert.Equal(3, reports);
        Assert.Single(at.Server.Uploaded);
        Assert.Single(at.Server.Registrations);
    }

    [Fact]
    public async Task A_report_is_repeated_under_the_same_request_id_until_it_is_answered()
    {
        await at.AddJobAsync();
        var answers = new Queue<int?>([500, 404, null]);
        at.Server.Interfere = route => route == Routes.Uploaded ? answers.Dequeue() : null;
        await at.RunAsync(PilotFixture.Success);
        var ids = at.Server.RequestIds.Where(request => request.Route == Routes.Uploaded).Select(request => request.Id).ToList();
        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
        Assert.True(Guid.TryParse(ids[0], out _));
        Assert.Single(at.Server.Uploaded);
        Assert.Equal(
            at.Server.RequestIds.Select(request => request.Id).Distinct().Count(), at.Server.RequestIds.Count - 2); // else each its own
    }

    [Fact]
    public async Task A_revoked_lease_ends_its_payload_and_the_pilot_goes_on_with_the_next_job()
    {
        var revoked = await at.AddJobAsync(1);
        await at.AddJobAsync(2);
        at.Server.OnHeartbeat = beat => new HeartbeatReply([.. beat.Leases.Where(lease => lease == revoked.Fence)], false);
        await at.RunAsync($"case $PWD in */job-1-*) sleep 600;; *) {PilotFixture.Success};; esac");
        Assert.Equal(2, Assert.Single(at.Server.Uploaded).Fence.JobId);
        Assert.Empty(at.Server.Failed); // nothing is reported for a lease that is not ours
        Assert.Contains(at.Server.Heartbeats, beat => beat.Leases.Contains(revoked.Fence));
    }

    [Fact]
    public async Task A_start_that_is_refused_as_stale_ends_the_payload()
    {
        await at.AddJobAsync();
        at.Server.Interfere = route => route == Routes.Started ? 409 : null;
        await at.RunAsync("sleep 600");
        Assert.Empty(at.Server.Uploaded);
        Assert.Empty(at.Server.Failed);
    }

    [Fact]
    public async Task A_pilot_that_the_server_does_not_know_registers_again_and_goes_on()
    {
        await at.AddJobAsync();
        var leases = 0;
        at.Server.Interfere = route => route.EndsWith("/lease", StringComparison.Ordinal) && ++leases == 1 ? 410 : null;
        await at.RunAsync(PilotFixture.Success);
        Assert.Equal(2, at.Server.Registrations.Count);
        Assert.Single(at.Server.Uploaded);
    }

    [Fact]
    public async Task A_drained_pilot_finishes_its_job_and_takes_no_other()
    {
        await at.AddJobAsync(1);
        await at.AddJobAsync(2);
        await at.Server.StartAsync();
        var pilot = at.StartPilot($"while [ ! -e '{at["go"]}' ]; do sleep 0.02; done; {PilotFixture.Success}");
        await Eventually.IsTrueAsync(() => !at.Server.Started.IsEmpty, "the payload starts");
        at.Drain();
        File.WriteAllText(at["go"], "");
        Assert.Equal(PilotExit.Drained, await pilot);
        Assert.Equal(1, Assert.Single(at.Server.Uploaded).Fence.JobId);
        Assert.Single(at.Server.Jobs);
        Assert.Single(at.Server.Ended);
    }

    [Fact]
    public async Task A_stopped_pilot_ends_its_payload_and_gives_the_job_back_by_saying_that_it_ends()
    {
        await at.AddJobAsync();
        await at.Server.StartAsync();
        var pilot = at.StartPilot("sleep 600");
        await Eventually.IsTrueAsync(() => !at.Server.Started.IsEmpty, "the payload starts");
        var payload = at.Server.Started.First().PayloadProcessId;
        at.Stop();
        Assert.Equal(PilotExit.Drained, await pilot);
        Assert.Null(PilotIdentity.Of(payload));
        Assert.Single(at.Server.Ended);
        Assert.Empty(at.Server.Failed);
    }

    [Fact]
    public async Task Without_any_server_the_pilot_ends_when_its_patience_does()
    {
        Assert.Equal(PilotExit.ServerGone, await at.StartPilot("exit 0", TimeSpan.FromMilliseconds(300)));
        Assert.Contains("No server is known", at.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_others_can_read_or_that_the_server_refuses_admits_nobody()
    {
        await at.Server.StartAsync();
        File.WriteAllText(at.SecretFile, "wrong");
        Assert.Equal(PilotExit.NotAdmitted, await at.StartPilot("exit 0"));
        File.SetUnixFileMode(at.SecretFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(PilotExit.NotAdmitted, await at.StartPilot("exit 0"));
        Assert.Contains("chmod 600", at.Log.ToString(), StringComparison.Ordinal);
        Assert.Empty(at.Server.Registrations);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await at.DisposeAsync();
}
