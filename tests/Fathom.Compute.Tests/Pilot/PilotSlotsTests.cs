using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>A pilot with several slots, and a server of this version.</summary>
public sealed class PilotSlotsTests : IAsyncLifetime
{
    private readonly PilotFixture at = new();

    public PilotSlotsTests() => at.Server.Batches = true;

    [Fact]
    public async Task Slots_run_side_by_side()
    {
        await at.AddJobAsync(1);
        await at.AddJobAsync(2);
        // Each waits for the other.
        await at.RunAsync($"case $PWD in */job-1-*) me=1; other=2;; *) me=2; other=1;; esac; : > '{at.Workspace}'/up-$me; while [ ! -e '{at.Workspace}'/up-$other ]; do sleep 0.02; done; {PilotFixture.Success}", slots: 2);
        Assert.Equal(2, at.Server.Uploaded.Count);
    }

    [Fact]
    public async Task Many_short_jobs_cost_few_requests_and_each_is_reported_in_its_order()
    {
        for (var id = 1; id <= 60; id++)
        {
            await at.AddJobAsync(id, "noop");
        }
        await at.RunAsync("exit 9", slots: 4);
        Assert.Equal(60, at.Server.Uploaded.Select(upload => upload.Fence.JobId).Distinct().Count());
        Assert.Equal(60, at.Server.Started.Count);
        Assert.Empty(at.Server.Failed);
        Assert.Equal(120, at.Server.EventBatches.Sum());
        Assert.True(at.Server.EventBatches.Count < 100, $"{at.Server.EventBatches.Count} requests");
        Assert.All(at.Server.Asked, asked => Assert.InRange(asked.Count!.Value, 1, 8));
    }

    [Fact]
    public async Task The_remaining_wall_time_is_sent_with_the_request_and_at_its_end_the_payload_is_given_back()
    {
        await at.AddJobAsync();
        await at.Server.StartAsync();
        Assert.Equal(PilotExit.Drained, await at.StartPilot("sleep 600", wallTime: TimeSpan.FromSeconds(52)).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.InRange(at.Server.Asked.First().RemainingSeconds!.Value, 25, 32);
        Assert.Single(at.Server.Ended);
        Assert.Empty(at.Server.Uploaded);
    }

    [Fact]
    public async Task A_start_that_is_refused_ends_its_payload_alone()
    {
        var stale = await at.AddJobAsync(1);
        await at.AddJobAsync(2);
        at.Server.Stale = fence => fence == stale.Fence;
        await at.RunAsync($"case $PWD in */job-1-*) sleep 600;; *) {PilotFixture.Success};; esac", slots: 2);
        Assert.Equal(2, Assert.Single(at.Server.Uploaded).Fence.JobId);
    }

    [Fact]
    public async Task A_job_that_was_leased_ahead_is_handed_back_when_the_pilot_drains()
    {
        // The first two teach the pilot that such jobs are short; then one is slow while others wait behind it.
        for (var id = 1; id <= 6; id++)
        {
            await at.AddJobAsync(id);
        }
        await at.Server.StartAsync();
        var pilot = at.StartPilot($"case $PWD in */job-3-*) while [ ! -e '{at["go"]}' ]; do sleep 0.02; done;; esac; {PilotFixture.Success}");
        await Eventually.IsTrueAsync(() => at.Server.Started.Any(started => started.Fence.JobId == 3) && at.Server.Given.Sum() == 4, "one waits behind the third");
        at.Drain();
        await Eventually.IsTrueAsync(() => !at.Server.Failed.IsEmpty, "it is handed back at once");
        File.WriteAllText(at["go"], "");
        Assert.Equal(PilotExit.Drained, await pilot);
        var back = Assert.Single(at.Server.Failed);
        Assert.Equal((4, FailureOrigin.Infrastructure, "HandedBack"), (back.Fence.JobId, back.Evidence.Origin, back.Evidence.Cause));
        Assert.Equal(3, at.Server.Uploaded.Count);
        Assert.DoesNotContain(at.Server.Started, started => started.Fence.JobId == 4);
    }

    [Fact]
    public async Task The_next_heartbeat_brings_the_last_lines_that_the_server_asks_for()
    {
        await at.AddJobAsync();
        at.Server.OnHeartbeat = beat => new HeartbeatReply([], false, beat.Leases);
        await at.Server.StartAsync();
        var pilot = at.StartPilot($"echo event 17; while [ ! -e '{at["go"]}' ]; do sleep 0.02; done; {PilotFixture.Success}");
        await Eventually.IsTrueAsync(() => at.Server.Peeked.Any(log => log.LogTail == "event 17\n" && log.WallSeconds > 0), "the lines come");
        at.Server.Drain = true;
        File.WriteAllText(at["go"], "");
        Assert.Equal(PilotExit.Drained, await pilot);
    }

    [Fact]
    public async Task A_renewed_token_replaces_the_one_before()
    {
        await at.AddJobAsync();
        at.Server.OnHeartbeat = _ =>
        {
            at.Server.Token = "token-renewed";
            return new HeartbeatReply([], false, null, "token-renewed");
        };
        await at.Server.StartAsync();
        var pilot = at.StartPilot($"while [ ! -e '{at["go"]}' ]; do sleep 0.02; done; {PilotFixture.Success}");
        await Eventually.IsTrueAsync(() => at.Server.Heartbeats.Count > 3, "heartbeats under the new token are known");
        at.Server.Drain = true;
        File.WriteAllText(at["go"], "");
        Assert.Equal(PilotExit.Drained, await pilot);
        Assert.Single(at.Server.Uploaded);
        Assert.Single(at.Server.Registrations);
    }

    [Fact]
    public async Task A_pilot_that_was_given_up_registers_again_with_its_token_where_its_secret_is_spent()
    {
        await at.AddJobAsync();
        at.Server.ReRegisters = true;
        var leases = 0;
        at.Server.Interfere = route =>
        {
            if (route.EndsWith("/lease", StringComparison.Ordinal) && ++leases == 1)
            {
                File.WriteAllText(at.SecretFile, "spent");
                return 410;
            }
            return null;
        };
        await at.RunAsync(PilotFixture.Success);
        Assert.Equal(2, at.Server.Registrations.Count);
        Assert.Single(at.Server.Uploaded);
    }

    [Fact]
    public async Task The_pilot_tells_its_slots_and_the_speed_of_its_node()
    {
        await at.RunAsync("exit 0", slots: 3);
        var registration = Assert.Single(at.Server.Registrations);
        Assert.Equal(3, registration.Slots);
        Assert.True(registration.RenewsToken);
        Assert.InRange(registration.CpuFactor, 0.01, 100);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await at.DisposeAsync();
}
