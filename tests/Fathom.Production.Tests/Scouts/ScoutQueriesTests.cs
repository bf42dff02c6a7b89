using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Scouts;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Scouts;

/// <summary>What people see of scouts is what the gate judged.</summary>
public sealed class ScoutQueriesTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 6);
    private readonly ScoutQueries _queries;

    public ScoutQueriesTests() => _queries = new ScoutQueries(_world.Database);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_histograms_shown_are_those_that_were_judged_also_once_other_files_have_come()
    {
        await RunScoutsAsync("[40, 70, 90, 50, 20]");
        ScoutReport running = _queries.Report(TestWorkspace.Campaign)!;
        Assert.Equal((ScoutState.Running, null), (running.State, running.JudgedUtc));
        Assert.Equal([80, 140, 180, 100, 40], Assert.Single(running.Histograms).Pair.Scouts);
        Assert.Equal(1, await new ScoutWatch(_world.Ledger, _world.Database).JudgeAsync());
        await _world.Ledger.FeedAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.DrainAsync();
        await FillAsync("[900, 0, 0, 0, 0]");
        ScoutReport report = _queries.Report(TestWorkspace.Campaign)!;
        HistogramVerdict one = Assert.Single(report.Histograms);
        Assert.Equal((ScoutState.Passed, true), (report.State, one.Matches));
        Assert.Equal([80, 140, 180, 100, 40], one.Pair.Scouts);
        Assert.Equal([400, 700, 900, 500, 200], one.Pair.Reference);
        Assert.Equal(12, one.Pair.High);
        Assert.Equal((1.0, 4), (Math.Round(one.ChiSquare!.Value.PValue, 9), one.ChiSquare.Value.Freedom));
        Assert.NotNull(report.JudgedUtc);
    }

    [Fact]
    public async Task Scouts_that_failed_say_by_which_histogram_and_who_overruled_them_why()
    {
        await RunScoutsAsync("[200, 70, 90, 50, 20]");
        await new ScoutWatch(_world.Ledger, _world.Database).JudgeAsync();
        ScoutReport failed = _queries.Report(TestWorkspace.Campaign)!;
        Assert.Equal(ScoutState.Failed, failed.State);
        Assert.Equal(Assert.Single(failed.Histograms).Finding, failed.Findings[0]);
        await new OperatorCommands(_world.Ledger, _world.Database, null!).RunAsync(
            TestWorkspace.NewId(), new OverruleScouts(TestWorkspace.Campaign, "a new source was in"), "user:li");
        ScoutReport report = _queries.Report(TestWorkspace.Campaign)!;
        Assert.Equal((ScoutState.Overruled, "user:li", "a new source was in"), (report.State, report.OverruledBy, report.OverruledBecause));
        Assert.False(Assert.Single(report.Histograms).Matches);
        Assert.Null(_queries.Report("Nothing"));
        Assert.Null(_queries.Report("Before")!.Policy);
    }

    [Fact]
    public async Task A_campaign_that_asks_for_no_scouts_does_not_wait_for_any()
    {
        await CreateAsync(TestWorkspace.Definition() with { Scouts = new ScoutPolicy(Jobs: 0) });
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.NotNull(await pilot.LeaseAsync());
        Assert.Equal(ScoutState.None, _queries.Report(TestWorkspace.Campaign)!.State);
    }

    private async Task RunScoutsAsync(string histogram)
    {
        await CreateAsync(TestWorkspace.Definition() with { Name = "Before" });
        await _world.Database.WriteAsync(transaction => transaction.Execute(
            """
            INSERT INTO file (lfn, tier, campaign_id, size, adler32, events, metadata, state, created_utc)
            SELECT 'before/a', 'miniESD', id, 1, '00000001', 1, '{"energyHistogram":[400,700,900,500,200],"energyHistogramMaximum":12}', 'Valid', '2026-01-01T00:00:00Z'
            FROM campaign WHERE name = 'Before'
            """, null));
        await CreateAsync(TestWorkspace.Definition() with { Scouts = new ScoutPolicy(2, CompareWith: "Before") });
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test")).Done);
        await _world.Ledger.FeedAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(6, await pilot.DrainAsync());
        await FillAsync(histogram);
    }

    private Task<int> FillAsync(string histogram) => _world.Database.WriteAsync(transaction => transaction.Execute(
        """
        UPDATE file SET metadata = @metadata WHERE tier = 'miniESD' AND campaign_id = (SELECT id FROM campaign WHERE name = @Campaign)
        """,
        new { metadata = $$"""{"energyHistogram":{{histogram}},"energyHistogramMaximum":12}""", TestWorkspace.Campaign }));

    private async Task CreateAsync(CampaignDefinition definition)
    {
        CampaignReply reply = await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), definition, "user:test");
        Assert.True(reply.Accepted, reply.Reason);
    }
}
