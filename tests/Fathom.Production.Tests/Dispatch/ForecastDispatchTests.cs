using Fathom.Production.Campaigns;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Dispatch;

/// <summary>What accepted attempts took decides, in the real ledger, which jobs a pilot gets and in which order.</summary>
/// <remarks>The input of section n has 10 + n bytes, and a job of it is made to last 10 s a byte.</remarks>
public sealed class ForecastDispatchTests : IDisposable
{
    private const double SecondsPerByte = 10;
    private readonly TestWorkspace _world = new(runs: 1, sections: 40);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_pilot_whose_rest_is_too_short_for_a_long_job_gets_a_short_one_and_none_where_all_are_too_long()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await TeachAsync(pilot, Enumerable.Range(10, 21));
        foreach (bool restarted in new[] { false, true })
        {
            if (restarted)
            {
                await _world.CrashAndRecoverAsync();
            }

            // 17 bytes last 170 s; with nothing that scatters, the margin is one class of 5 %.
            Assert.Null(await LeaseAsync(pilot, 90));
            LeasedJob fits = (await LeaseAsync(pilot, 180))!;
            Assert.InRange(fits.Inputs[0].Size, 11, 18);
            Assert.Equal(10 + 40, (await LastAsync(pilot, 10_000)).Inputs[0].Size);
        }
    }

    [Fact]
    public async Task A_faster_node_gets_a_longer_job_in_the_same_rest()
    {
        await StartAsync();
        TestPilot teacher = await TestPilot.RegisterAsync(_world);
        await TeachAsync(teacher, Enumerable.Range(10, 21));
        long slow = await RegisterAsync(cpuFactor: 0.5), fast = await RegisterAsync(cpuFactor: 3);
        Assert.Null(await LeaseAsync(slow, 200));
        List<long> sizes = [];
        while (await LeaseAsync(fast, 170) is { } job)
        {
            sizes.Add(job.Inputs[0].Size);
        }

        Assert.InRange(sizes.Max(), 45, 48); // 3 × 170 s less one class
    }

    [Fact]
    public async Task Long_jobs_go_first_once_they_threaten_to_end_after_all_others()
    {
        await StartAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await TeachAsync(pilot, Enumerable.Range(1, 21));
        List<long> sizes = [];
        while (await LeaseAsync(pilot, null) is { } job)
        {
            sizes.Add(job.Inputs[0].Size);
        }

        Assert.Equal(19, sizes.Count);
        // Those of one class, 7 % wide, go in their order. Without a forecast all would: 38 before 50.
        List<long> longestFirst = [.. sizes.SkipWhile(size => size < 48)];
        Assert.InRange(longestFirst.Count, 10, 19);
        Assert.All(longestFirst.Zip(longestFirst.Skip(1)), pair => Assert.True(pair.Second <= pair.First * 1.07, string.Join(' ', sizes)));
    }

    [Fact]
    public async Task What_the_campaign_declares_is_believed_until_the_first_attempt_is_accepted()
    {
        await StartAsync(declared: "1000");
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Null(await LeaseAsync(pilot, 300));
        LeasedJob first = (await LeaseAsync(pilot, 3000))!;
        await RunAsync(pilot, first, 20);
        Assert.NotNull(await LeaseAsync(pilot, 300));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("NaN")]
    [InlineData("soon")]
    public async Task A_declaration_that_is_no_duration_is_as_good_as_none(string declared)
    {
        await StartAsync(declared);
        Assert.NotNull(await LeaseAsync(await TestPilot.RegisterAsync(_world), 300));
    }

    private async Task StartAsync(string? declared = null)
    {
        CampaignDefinition chain = TestWorkspace.Definition();
        TransformationDefinition first = chain.Transformations[0];
        if (declared is not null)
        {
            first = first with { Parameters = new Dictionary<string, string>(first.Parameters) { ["expect.seconds"] = declared } };
        }

        Assert.True((await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), chain with { Transformations = [first] }, "user:test")).Accepted);
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test")).Done);
    }

    private async Task<long> RegisterAsync(double cpuFactor) => (await _world.Ledger.RegisterPilotAsync(
        TestWorkspace.NewId(), new PilotRegistration("test", "here", "node9", 1, "0.1", CpuFactor: cpuFactor))).PilotId;

    // Leases all, runs those of some sections, and lets the others wait again.
    private async Task TeachAsync(TestPilot teacher, IEnumerable<int> sections)
    {
        var known = sections.ToHashSet();
        var others = new List<LeasedJob>();
        while (await LeaseAsync(teacher, null) is { } job)
        {
            if (known.Contains((int)job.Inputs[0].Size - 10))
            {
                await RunAsync(teacher, job, SecondsPerByte * job.Inputs[0].Size);
            }
            else
            {
                others.Add(job);
            }
        }

        foreach (LeasedJob job in others)
        {
            await teacher.FailAsync(job, FailureOrigin.Infrastructure, "PilotDied");
        }

        _world.Time.Advance(TimeSpan.FromHours(1));
    }

    private async Task<LeasedJob?> LeaseAsync(TestPilot pilot, double? remaining) => await LeaseAsync(pilot.Id, remaining);

    // Starts of a herd are spread: each comes a while after the one before.
    private async Task<LeasedJob?> LeaseAsync(long pilot, double? remaining)
    {
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        return (await _world.Ledger.LeaseAsync(TestWorkspace.NewId(), pilot, 1, remaining)).Jobs is [var job] ? job : null;
    }

    // All that a pilot of so long a rest gets: the largest, and all are given back by a restart.
    private async Task<LeasedJob> LastAsync(TestPilot pilot, double remaining)
    {
        LeasedJob? largest = null;
        var leased = new List<LeasedJob>();
        while (await LeaseAsync(pilot, remaining) is { } job)
        {
            leased.Add(job);
            largest = largest is null || job.Inputs[0].Size > largest.Inputs[0].Size ? job : largest;
        }

        foreach (LeasedJob job in leased)
        {
            await pilot.FailAsync(job, FailureOrigin.Infrastructure, "PilotDied");
        }

        _world.Time.Advance(TimeSpan.FromHours(1));
        return largest!;
    }

    private async Task RunAsync(TestPilot pilot, LeasedJob job, double seconds)
    {
        await pilot.StartAsync(job);
        AttemptUploaded upload = pilot.Write(job) with { Use = new ResourceUse(seconds, seconds, 1 << 20) };
        AcceptanceReply reply = await _world.Acceptance.UploadedAsync(TestWorkspace.NewId(), pilot.Id, upload);
        Assert.True(reply.Accepted, reply.Reason);
    }
}
