using Fathom.Production.Forecast;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Forecast;

public sealed class PastForecastTests
{
    [Fact]
    public void Of_past_campaigns_nine_of_ten_ended_within_what_would_have_been_foretold()
    {
        PastForecast[] past = [.. Enumerable.Range(0, 60).SelectMany(seed => PastForecasts.Of("Past", Campaign(seed, jobs: 400, slots: 20)))];
        Assert.Equal(180, past.Length);
        Assert.InRange(past.Count(one => one.IsWithin) / 180.0, 0.8, 0.99);
    }

    [Fact]
    public void A_campaign_whose_slots_went_away_in_the_end_is_told_to_have_ended_later_than_foretold()
    {
        List<PastAttempt> attempts = Campaign(1, jobs: 400, slots: 20);
        double half = attempts.Select(one => one.Ended).Order().ElementAt(220);
        PastForecast[] past = [.. PastForecasts.Of("Past", [.. attempts.Select(one => one.Leased < half ? one : one with { Leased = one.Leased * 3, Ended = one.Ended * 3 })])];
        Assert.All(past[..2], one => Assert.True(!one.IsWithin && one.Actual > one.High));
    }

    [Fact]
    public void What_was_not_known_at_the_moment_does_not_change_the_forecast()
    {
        List<PastAttempt> attempts = Campaign(1, jobs: 400, slots: 20);
        double quarter = attempts.Where(one => one.IsAccepted).Select(one => one.Ended).Order().ElementAt(99);
        PastForecast foretold = PastForecasts.Of("Past", attempts).First();
        PastForecast slower = PastForecasts.Of("Past", [.. attempts.Select(one => one.Ended <= quarter ? one : one with { WallSeconds = 9999 })]).First();
        Assert.Equal(foretold, slower);
    }

    [Fact]
    public async Task Campaigns_that_go_on_or_are_too_small_are_left_out()
    {
        using var world = new TestWorkspace(runs: 3, sections: 4);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        for (int i = 0; i < 30; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await pilot.RunAsync((await pilot.LeaseAsync())!);
        }

        Assert.Empty(new PastForecastQueries(world.Database).All());
        await pilot.DrainAsync();
        Assert.Equal(3, new PastForecastQueries(world.Database).All().Count);
    }

    // Slots that take the next job as soon as they are free; one attempt in fifty fails at any point and is done again.
    private static List<PastAttempt> Campaign(int seed, int jobs, int slots)
    {
        var random = new Random(seed);
        double[] free = new double[slots];
        var attempts = new List<PastAttempt>();
        for (int done = 0; done < jobs;)
        {
            int slot = Array.IndexOf(free, free.Min());
            double wall = 100 * Math.Exp(0.4 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            bool accepted = random.NextDouble() >= 0.02;
            wall *= accepted ? 1 : random.NextDouble();
            attempts.Add(new PastAttempt(1, free[slot], free[slot] + wall, wall, accepted));
            free[slot] += wall;
            done += accepted ? 1 : 0;
        }

        return attempts;
    }
}
