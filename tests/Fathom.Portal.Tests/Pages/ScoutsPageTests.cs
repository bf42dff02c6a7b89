using System.Text.Json;
using Fathom.Database;
using Fathom.Portal.Tests.Browser;
using Fathom.Portal.Tests.World;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Scouts;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Pages;

/// <summary>The page of a campaign's scouts, and its JSON.</summary>
public sealed class ScoutsPageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Each_histogram_is_drawn_over_that_of_the_campaign_before_with_its_tests_and_the_verdict()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await MakeAsync(world);
        var page = await world.PageAsync($"/campaigns/{PortalWorld.Campaign}/scouts");
        Assert.Contains("class=\"points\"", page, StringComparison.Ordinal);
        Assert.Contains("visible energy [MeV]", page, StringComparison.Ordinal);
        Assert.Contains("scouts 18 ± 4.2, Before26A", page, StringComparison.Ordinal);
        Assert.Contains("energyHistogram of miniESD: χ²", page, StringComparison.Ordinal);
        Assert.Contains("volumeHistogram of miniESD: 3 bins, campaign Before26A has 4.", page, StringComparison.Ordinal);
        Assert.Contains($"/campaigns/{PortalWorld.Campaign}/scouts", await world.PageAsync($"/campaigns/{PortalWorld.Campaign}"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await world.PageAsync($"/api/campaigns/{PortalWorld.Campaign}/scouts"));
        Assert.Equal("Failed", json.RootElement.GetProperty("state").GetString());
        Assert.InRange(json.RootElement.GetProperty("histograms")[0].GetProperty("chiSquare").GetProperty("pValue").GetDouble(), 0.001, 1);
        using var none = await world.Reader.GetAsync("/campaigns/Nothing/scouts");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, none.StatusCode);
        await LookAsync(world);
    }

    private async Task LookAsync(PortalWorld world)
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        foreach (var (name, width) in new[] { ("scouts", 1360), ("scouts-narrow", 400) })
        {
            var (page, errors) = await chromium.OpenAsync(world.Server.Address, $"/campaigns/{PortalWorld.Campaign}/scouts", width: width);
            await page.WaitForSelectorAsync("#scout-0 .points", new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
            await Chromium.ShotAsync(page, name);
            Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
            Assert.Empty(errors);
            await page.CloseAsync();
        }
    }

    private static async Task MakeAsync(PortalWorld world)
    {
        await world.RunAsync(new CreateCampaign(Chains.Detector("Before26A", "Demo", "Reference26A", "fathom 0.1", "primary", null)));
        var policy = new ScoutPolicy(10, CompareWith: "Before26A");
        await world.RunAsync(new CreateCampaign(Chains.Detector(PortalWorld.Campaign, "Demo", "Reference26A", "fathom 0.1", "primary", null) with { Scouts = policy }));
        long[] before = [.. Enumerable.Range(0, 40).Select(bin => (long)(40 + (4000 * Math.Exp(-Math.Pow((bin - 14) / 6.0, 2)))))];
        long[] scouts = [.. before.Select((count, bin) => (count / 20) + (long)(Math.Sin(bin * 7.0) * Math.Sqrt(count / 20.0)))];
        scouts[5] = 18;
        var verdict = ScoutGate.Judge(policy, new ScoutEvidence(30, 0, 0,
        [
            new HistogramPair("energyHistogram of miniESD", scouts, before) { High = 12 }, new HistogramPair("volumeHistogram of miniESD", [4, 5, 6], [40, 50, 60, 9]),
        ]));
        await world.Get<WorkspaceDatabase>().WriteAsync(transaction =>
        {
            transaction.Execute(
                "UPDATE campaign SET scout_state = @state, scout_findings = @findings WHERE name = @Campaign",
                new { state = verdict.State.ToString(), findings = JsonSerializer.Serialize(verdict.Findings), PortalWorld.Campaign });
            transaction.Events.Append("campaign", 2, null, "ScoutsJudged", "server", JsonSerializer.Serialize(verdict, OperatorJson.Options));
        });
    }
}
