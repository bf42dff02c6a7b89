using Fathom.Production.Attempts;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;
using Fathom.Storage.Load;
using Fathom.Twin.Faults;
using Fathom.Twin.Time;

namespace Fathom.Twin.Tests.Scenarios;

/// <summary>What went wrong in DIRAC, played through with production's ledger: each is harmless.</summary>
public sealed class KnownTroubleTests
{
    private readonly MemoryImage _image = new();
    private readonly VirtualTime _time = new();
    private readonly FaultyElement _element = new(trusts: false);
    private readonly FaultServer _server;

    public KnownTroubleTests()
    {
        _server = new FaultServer(_image, [FaultServer.Step()], _element, _time, new EpochRow(), Breakage.None);
    }

    [Fact]
    public async Task DIRAC_8583_an_input_is_not_handed_out_twice_when_the_answer_to_its_lease_was_lost()
    {
        await MakeAsync(2);
        (long first, long second) = (await PilotAsync("a"), await PilotAsync("b"));
        LeasedJob leased = (await _server.Ledger.LeaseAsync("lease-1", first)).Job!;
        LeasedJob repeated = (await _server.Ledger.LeaseAsync("lease-1", first)).Job!;
        LeasedJob other = (await _server.Ledger.LeaseAsync("lease-2", second)).Job!;
        Assert.Equal(leased.Fence, repeated.Fence);
        Assert.NotEqual(leased.Fence.JobId, other.Fence.JobId);
        Assert.Null((await _server.Ledger.LeaseAsync("lease-3", second)).Job);
    }

    [Fact]
    public async Task DIRAC_7302_a_job_that_was_given_to_another_is_not_marked_failed_by_the_pilot_before()
    {
        await MakeAsync(1);
        LeasedJob late = await LoseFirstAttemptAsync();
        LeasedJob again = (await _server.Ledger.LeaseAsync("lease-2", await PilotAsync("b"))).Job!;
        FenceReply refused = await _server.Ledger.FailedAsync("late", 1, new AttemptFailed(late.Fence, Evidence));
        Assert.False(refused.Held);
        Assert.Equal((JobState.Matched, 2), (Job.State, Job.Attempt));
        Assert.Equal(2, again.Fence.Attempt);
    }

    [Fact]
    public async Task DIRAC_7758_a_retry_does_not_meet_the_partial_output_of_the_attempt_before()
    {
        await MakeAsync(1);
        long pilot = await PilotAsync("a");
        LeasedJob first = (await _server.Ledger.LeaseAsync("lease-1", pilot)).Job!;
        Assert.False(await UploadAsync(first, pilot, whole: false));
        LeasedJob second = (await _server.Ledger.LeaseAsync("lease-2", pilot)).Job!;
        Assert.NotEqual(first.OutputPath, second.OutputPath);
        Assert.True(await UploadAsync(second, pilot, whole: true));
        Assert.Equal(JobState.Done, Job.State);
    }

    [Fact]
    public async Task DIRAC_274_a_job_that_has_ended_does_not_come_back_to_life()
    {
        await MakeAsync(1);
        LeasedJob late = await LoseFirstAttemptAsync();
        long pilot = await PilotAsync("b");
        Assert.True(await UploadAsync((await _server.Ledger.LeaseAsync("lease-2", pilot)).Job!, pilot, whole: true));
        Assert.False((await _server.Ledger.StartedAsync("late-start", 1, new AttemptStarted(late.Fence, 1))).Held);
        Assert.False(await UploadAsync(late, 1, whole: true));
        Assert.Equal((JobState.Done, 2, 1), (Job.State, Job.Attempt, _image.Accepted.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DIRAC_5893_one_bad_storage_element_does_not_block_the_jobs_of_the_others(bool banned)
    {
        var storage = new StorageBandwidth();
        storage.Declare("bad", new ElementCeiling(1));
        var dispatcher = new Dispatcher(new DispatchOptions(), storage);
        dispatcher.SetCampaign(new CampaignOrder(1, "user"));
        dispatcher.SetTransformation(new TransformationOrder(1, 1, 0));
        dispatcher.BanElement("bad", banned ? "fails" : null);
        dispatcher.Enqueue(1, new JobRange(1, 10, 100, 1e9, dispatcher.PlacementOf(["bad"])));
        dispatcher.Enqueue(1, new JobRange(11, 10, 100, 1e9, dispatcher.PlacementOf(["good"])));
        var jobs = new DispatchDecision[12];
        int count = dispatcher.Choose(new PilotOffer(1, "site", "host", TimeSpan.MaxValue), jobs, TimeSpan.Zero).Count;
        Assert.Equal(10, jobs.AsSpan(0, count).ToArray().Count(job => job.ReadFrom == "good"));
    }

    private static FailureEvidence Evidence => new(FailureOrigin.Payload, "Crash", "", 1, null, "", new ResourceUse(1, 1, 1));

    private JobSnapshot Job => _image.Jobs[0].Snapshot;

    private Task<long> MakeAsync(int jobs) => _server.Ledger.CreateJobsAsync(1, [.. Enumerable.Range(1, jobs).Select(file => new InputFile(file, 1, 1))]);

    private async Task<long> PilotAsync(string host) =>
        (await _server.Ledger.RegisterPilotAsync($"register-{host}", new PilotRegistration("twin", "site", host, 1, "0"))).PilotId;

    private async Task<LeasedJob> LoseFirstAttemptAsync()
    {
        LeasedJob leased = (await _server.Ledger.LeaseAsync("lease-1", await PilotAsync("a"))).Job!;
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(1, await _server.Ledger.ExpireAsync());
        return leased;
    }

    private async Task<bool> UploadAsync(LeasedJob job, long pilot, bool whole)
    {
        string path = job.OutputPath + "/out";
        _element.Put(path, whole);
        var output = new UploadedOutput("ESD", $"esd/{job.Fence.JobId}", path, FaultyElement.WholeSize, FaultyElement.WholeChecksum, 1, "{}");
        return (await _server.Acceptance.UploadedAsync($"upload-{job.Fence.Attempt}", pilot, new AttemptUploaded(job.Fence, [output], new ResourceUse(1, 1, 1), "", ""))).Accepted;
    }
}
