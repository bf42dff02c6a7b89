using Fathom.Production.Alerts.Facts;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Alerts;

/// <summary>A forecast reads what millions of attempts took.</summary>
public sealed class CampaignForecastPaceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(3600.0)]
    public void A_campaigns_end_is_foretold_every_five_minutes_at_most_also_where_nothing_can_be_said(double? foretold)
    {
        var time = new ManualTime();
        int asked = 0;
        JobCount[] counts = [Count(JobState.Done, 100), Count(JobState.Waiting, 100)];
        var facts = new CampaignFacts(() => counts, () => 1, _ => { asked++; return foretold; }, time);
        for (int look = 0; look < 20; look++)
        {
            Assert.NotEmpty(facts.Measure());
            time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(2, asked);
    }

    private static JobCount Count(JobState state, long count) => new("Pace26A", CampaignState.Active, "RAW-RTRAW", state, count);
}
