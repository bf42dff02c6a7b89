using System.Text.Json;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Queries;

public sealed class CampaignProgressTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Progress_by_the_servers_counters_is_progress_by_the_tables_at_every_step_of_a_campaign_with_held_and_killed_jobs()
    {
        await _world.StartCampaignAsync("second");
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        AssertSame();
        long bad = 0;
        await _world.Ledger.KillAsync(TestWorkspace.NewId(), (await pilot.LeaseAsync())!.Fence.JobId, "superseded", "user:test");
        while (await pilot.LeaseAsync() is { } job)
        {
            AssertSame();
            bad = bad == 0 ? job.Fence.JobId : bad;
            await (job.Fence.JobId == bad ? pilot.FailAsync(job, cause: "NobodyKnows") : (Task)pilot.RunAsync(job));
        }

        CampaignProgress end = AssertSame();
        Assert.Equal((1, 1), (end.Transformations.Sum(Of(JobState.Killed)), end.Transformations.Sum(Of(JobState.Held))));
        Assert.Equal(1, Assert.Single(end.Failures, failure => failure.Held > 0).Held);
    }

    private static Func<TransformationProgress, long> Of(JobState state) => step => step.Jobs.GetValueOrDefault(state);

    private CampaignProgress AssertSame()
    {
        CampaignProgress counted = new CampaignQueries(_world.Database, () => _world.Ledger.Jobs).Progress(TestWorkspace.Campaign)!;
        Assert.Equal(Text(new CampaignQueries(_world.Database).Progress(TestWorkspace.Campaign)!), Text(counted));
        return counted;
    }

    private static string Text(CampaignProgress progress) => JsonSerializer.Serialize(progress with
    {
        Transformations = [.. progress.Transformations.Select(step => step with { Jobs = new SortedDictionary<JobState, long>(step.Jobs.ToDictionary()) })],
    });
}
