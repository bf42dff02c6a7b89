using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Tests.World;

/// <summary>A campaign in the middle: some jobs done, one held with a hostile cause, one running, others waiting.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    public const string HostileCause = "<script>alert(1)</script>";
    public const string HostileDetail = "\"><img src=x onerror=alert(2)> at offset 17";

    public PortalWorld World { get; private set; } = null!;

    public long HeldJob { get; private set; }

    public long DoneJob { get; private set; }

    public async Task InitializeAsync()
    {
        World = await PortalWorld.MakeAsync();
        await World.StartCampaignAsync();
        var pilot = await World.PilotAsync();
        HeldJob = await HoldAsync(pilot);
        await World.WorkAsync(pilot, 6);
        var running = await pilot.LeaseAsync();
        await pilot.StartAsync(running!);
        DoneJob = World.Get<JobQueries>().List(new JobFilter(JobState.Done)).Items[^1].Id;
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>Fails a job until it is held.</summary>
    private static async Task<long> HoldAsync(HttpPilot pilot)
    {
        var first = (await pilot.LeaseAsync())!;
        var log = string.Concat(Enumerable.Range(0, 250).Select(i => $"line {i} <b>\n"));
        await pilot.FailAsync(first, HostileCause, HostileDetail, log);
        for (var failures = 1; failures < 4;)
        {
            var job = (await pilot.LeaseAsync())!;
            if (job.Fence.JobId == first.Fence.JobId)
            {
                await pilot.FailAsync(job, HostileCause, HostileDetail, log);
                failures++;
            }
            else
            {
                await pilot.UploadAsync(job, Payloads.Make(PortalWorld.Campaign, job));
            }
        }

        return first.Fence.JobId;
    }
}

[CollectionDefinition("portal")]
public sealed class PortalCollection : ICollectionFixture<PortalFixture>;
