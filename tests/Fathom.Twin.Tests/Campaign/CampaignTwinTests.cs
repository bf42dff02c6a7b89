using Fathom.Twin.Campaign;
using Fathom.Twin.Report;
using Fathom.Twin.Scenarios;

namespace Fathom.Twin.Tests.Campaign;

public sealed class CampaignTwinTests
{
    [Theory]
    [InlineData("storage-60", 1.2)]
    [InlineData("storage-26", 1.2)]
    public void A_campaign_ends_near_its_floor_and_never_asks_more_of_storage_than_its_ceiling(string name, double most)
    {
        TwinOutcome outcome = CampaignTwin.Run(Small(name));
        Assert.Equal((4770, 0, 0), (outcome.Done, outcome.Held, outcome.Open));
        Assert.All(outcome.Elements, element => Assert.True(element.PeakPace <= element.Ceiling * (1 + 1e-9)));
        Assert.InRange(outcome.OverFloor, 1, most);
    }

    [Fact]
    public void Every_attempt_goes_through_the_ledger_event_by_event()
    {
        TwinOutcome outcome = CampaignTwin.Run(Small("storage-60"));
        long others = outcome.Attempts - outcome.Done;
        Assert.InRange(others, 30, 400);
        // Of a job that is done: leased, started, uploaded, accepted; of another attempt leased, started and its end; the making of
        // the jobs, and the pilots that came up.
        Assert.Equal((4L * outcome.Done) + (3 * others) + 1 + 225, outcome.Events);
    }

    [Theory]
    [InlineData("siteBanned", "IHEP", "siteUnbanned", "SiteBanned")]
    [InlineData("elementBanned", "EOS", "elementUnbanned", "ElementBanned")]
    public void What_is_banned_gives_nothing_until_the_ban_is_lifted_and_no_job_is_lost_by_it(string what, string name, string back, string obstacle)
    {
        double free = CampaignTwin.Run(Small("storage-60")).Seconds;
        Scenario banned = Small("storage-60");
        banned.Incidents.Add(new Incident { AtHours = 2, What = what, Name = name });
        banned.Incidents.Add(new Incident { AtHours = 3, What = back, Name = name });
        TwinOutcome outcome = CampaignTwin.Run(banned);
        Assert.Equal((4770, 0, 0), (outcome.Done, outcome.Held, outcome.Open));
        Assert.True(outcome.Seconds > free + 900);
        Assert.Contains(obstacle, outcome.Series.Refusals.Keys);
    }

    [Fact]
    public void Where_jobs_fail_once_each_none_is_held_and_where_every_attempt_may_fail_a_job_is_held_after_its_fourth()
    {
        Scenario scenario = Small("storage-60");
        (scenario.JobFailures, scenario.TransferFailures) = (0.5, 0);
        TwinOutcome once = CampaignTwin.Run(scenario);
        Assert.Equal((4770, 0), (once.Done, once.Held));
        Assert.InRange(once.Attempts, (4770 * 1.5) - 200, (4770 * 1.5) + 200);
        scenario.RetriesFail = true;
        Assert.InRange(CampaignTwin.Run(scenario).Held, 200, 400);
    }

    [Fact]
    public void What_fails_at_its_end_has_wasted_its_whole_run_and_what_fails_anywhere_half_of_it()
    {
        Scenario scenario = Small("storage-60");
        (scenario.JobFailures, scenario.TransferFailures) = (0.5, 0);
        double none = Small("storage-60") is var sound && (sound.JobFailures = sound.TransferFailures = 0) == 0 ? CampaignTwin.Run(sound).OverFloor : 0;
        double anywhere = CampaignTwin.Run(scenario).OverFloor - none;
        scenario.FailsAt = FailureMoment.End;
        Assert.InRange(anywhere, 0.2, 0.35);
        Assert.InRange(CampaignTwin.Run(scenario).OverFloor - none, 0.45, 0.65);
    }

    [Fact]
    public void The_same_seed_gives_the_same_campaign() =>
        Assert.Equal(CampaignTwin.Run(Small("storage-26")).Seconds, CampaignTwin.Run(Small("storage-26")).Seconds);

    [Fact]
    public void A_site_that_is_lost_takes_time_and_no_job()
    {
        TwinOutcome whole = CampaignTwin.Run(Small("storage-60"));
        TwinOutcome lost = CampaignTwin.Run(Small("site-lost"));
        Assert.Equal(4770, lost.Done);
        Assert.True(lost.Seconds > whole.Seconds);
        Assert.True(lost.Attempts > whole.Attempts);
    }

    [Fact]
    public void Every_shipped_scenario_can_be_read_and_says_what_it_asks() =>
        Assert.All(ScenarioLibrary.Shipped, name => Assert.NotEmpty(ScenarioLibrary.Load(name).Question));

    [Theory]
    [InlineData("jobs: 0", "jobs")]
    [InlineData("jobs: many", "1:7")]
    [InlineData("incidents: [ { what: siteLost, name: Nowhere } ]", "Nowhere")]
    [InlineData("unknown: 1", "unknown")]
    public void A_scenario_that_makes_no_sense_is_refused_with_the_place(string text, string named) =>
        Assert.Contains(named, Assert.Throws<ScenarioException>(() => ScenarioLibrary.Parse(text, "test")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_report_is_one_page_with_its_plots()
    {
        string page = TwinReportPage.Write(CampaignTwin.Run(Small("storage-60")));
        Assert.Equal(5, page.Split("<svg").Length - 1);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
    }

    private static Scenario Small(string name)
    {
        Scenario scenario = ScenarioLibrary.Load(name);
        // Each job fails once at most: where each attempt may, one job in millions fails four times by chance and is rightly held.
        (scenario.Jobs, scenario.Slots, scenario.RetriesFail) = (4770, 225, false);
        scenario.Elements.ForEach(element => element.Ceiling /= 100);
        return scenario;
    }
}
