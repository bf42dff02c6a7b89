using Fathom.Production.Campaigns;
using Fathom.Production.Forecast;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Forecast;

public sealed class CampaignForecastTests
{
    [Fact]
    public void The_end_is_the_remaining_work_over_the_pilots_within_its_interval()
    {
        CampaignEta eta = CampaignForecast.Of(CampaignState.Active, [Step(1000, done: 200, mean: 10, deviation: 2)], [], 20);
        Assert.InRange(eta.Seconds!.Value, 390, 430);
        Assert.InRange(eta.Low!.Value, 370, eta.Seconds.Value);
        Assert.InRange(eta.High!.Value, eta.Seconds.Value, 460);
    }

    [Fact]
    public void The_more_was_measured_the_narrower_the_interval()
    {
        double Width(long measured)
        {
            CampaignEta eta = CampaignForecast.Of(CampaignState.Active, [Step(5000 + measured, measured, 10, 8)], [], 10);
            return eta.High!.Value - eta.Low!.Value;
        }

        Assert.True(Width(1000) < Width(5) / 2);
    }

    [Fact]
    public void Failed_attempts_are_done_again_and_put_the_end_off()
    {
        TransformationProgress[] steps = [Step(1000, 200, 10, 2)];
        double smooth = CampaignForecast.Of(CampaignState.Active, steps, [], 20).Seconds!.Value;
        double rough = CampaignForecast.Of(CampaignState.Active, steps, [new FailureCount("NodeLost", 200, 100, 0, "", 1)], 20).Seconds!.Value;
        Assert.InRange(rough / smooth, 1.4, 2.2);
    }

    [Fact]
    public void A_step_that_nothing_was_measured_of_is_taken_to_be_like_the_others()
    {
        TransformationProgress next = Step(1000, 0, 10, 2) with { MeanWallSeconds = null, DeviationWallSeconds = 0, Measured = 0 };
        double both = CampaignForecast.Of(CampaignState.Active, [Step(1000, 200, 10, 2), next], [], 20).Seconds!.Value;
        Assert.InRange(both, 870, 940);
    }

    [Theory]
    [InlineData(CampaignState.Stopped, 10, 4, "The campaign is Stopped.")]
    [InlineData(CampaignState.Active, 10, 0, "No pilot is alive.")]
    [InlineData(CampaignState.Active, 1, 4, "Fewer than two attempts have been accepted yet.")]
    public void Where_nothing_can_be_said_it_says_why(CampaignState state, long done, long pilots, string why)
    {
        CampaignEta eta = CampaignForecast.Of(state, [Step(100, done, 10, 2)], [], pilots);
        Assert.Equal((null, null, null, why), (eta.Seconds, eta.Low, eta.High, eta.Basis));
    }

    [Fact]
    public async Task A_campaigns_progress_carries_mean_and_deviation_of_what_its_attempts_took()
    {
        using var world = new TestWorkspace();
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        for (int i = 0; i < 5; i++)
        {
            await pilot.RunAsync((await pilot.LeaseAsync())!);
        }

        CampaignProgress progress = new CampaignQueries(world.Database).Progress(TestWorkspace.Campaign)!;
        Assert.Equal((5, 1.0), (progress.Transformations.Sum(step => step.Measured), progress.Transformations[0].MeanWallSeconds));
        Assert.Equal(0, progress.Transformations[0].DeviationWallSeconds, 9);
        Assert.InRange(progress.Eta.Seconds!.Value, 12.9, 13.1);
    }

    private static TransformationProgress Step(long expected, long done, double mean, double deviation) => new(
        1, "RAW-RTRAW", "decode", "RAW", "RTRAW", TransformationState.Active,
        new Dictionary<JobState, long> { [JobState.Done] = done }, expected - done, expected, done > 0 ? mean : null, deviation, done, 0);
}
