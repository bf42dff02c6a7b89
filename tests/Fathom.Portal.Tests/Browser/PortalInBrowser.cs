using Fathom.Portal.Tests.World;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Browser;

[Collection("portal")]
public sealed class PortalInBrowser(PortalFixture fixture, ITestOutputHelper output)
{
    private readonly PortalWorld _world = fixture.World;

    [Fact]
    public async Task Every_page_opens_without_an_error_of_its_scripts_or_of_the_content_policy()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        var pages = new (string Name, string Address)[]
        {
            ("overview", "/"), ("campaign", $"/campaigns/{PortalWorld.Campaign}"), ("jobs", "/jobs"), ("jobs-grouped", "/jobs?by=transformation&by=state&sort=-updated"), ("job-held", $"/jobs/{fixture.HeldJob}"),
            ("job-done", $"/jobs/{fixture.DoneJob}"), ("runs", "/runs"), ("run", "/runs/101"), ("good-run-lists", "/good-run-lists"),
            ("files", "/files"), ("file", "/files/8"), ("physics", "/physics"), ("events", "/events"), ("accounting", "/accounting"),
            ("accounting-failures", "/accounting?measure=failures"), ("accounting-efficiency", "/accounting?measure=efficiency&by=transformation&window=2d"),
            ("alerts", "/alerts"), ("sites", "/sites"), ("log", "/log"), ("action", "/log/1"), ("login", "/login"),
        };
        foreach (var (name, address) in pages)
        {
            var (page, errors) = await chromium.OpenAsync(_world.Server.Address, address);
            await page.WaitForSelectorAsync("#live[data-state=live], #live[data-follow=no]", new() { State = WaitForSelectorState.Attached });
            await Chromium.ShotAsync(page, name);
            Assert.Empty(errors);
            await page.CloseAsync();
        }

        foreach (var (name, address, width) in new[] { ("overview-dark", "/", 1360), ("campaign-dark", $"/campaigns/{PortalWorld.Campaign}", 1360), ("campaign-narrow", $"/campaigns/{PortalWorld.Campaign}", 400), ("accounting-dark", "/accounting", 1360), ("accounting-narrow", "/accounting", 400) })
        {
            var (page, errors) = await chromium.OpenAsync(_world.Server.Address, address, name.EndsWith("dark", StringComparison.Ordinal) ? ColorScheme.Dark : ColorScheme.Light, width);
            await Chromium.ShotAsync(page, name);
            Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
            Assert.Empty(errors);
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task The_theme_switches_and_stays_chosen()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        var (page, _) = await chromium.OpenAsync(_world.Server.Address, "/runs");
        var light = await page.EvaluateAsync<string>("getComputedStyle(document.body).color");
        await page.ClickAsync("#theme");
        Assert.NotEqual(light, await page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
        await page.ReloadAsync();
        Assert.NotEqual(light, await page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
    }

    [Fact]
    public async Task Jobs_are_filtered_by_a_value_that_the_page_offers_and_sorted_by_a_heading()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        var (page, errors) = await chromium.OpenAsync(_world.Server.Address, "/jobs");
        await page.ClickAsync("summary:has-text('State')");
        await Chromium.ShotAsync(page, "jobs-facet");
        await page.CheckAsync("input[name=state][value=Held]");
        await page.ClickAsync("form.filter button");
        await Chromium.AtAsync(page, "/jobs\\?.*state=Held");
        await page.ClickAsync("thead a:has-text('Updated')");
        await Chromium.AtAsync(page, "/jobs\\?.*sort=updated");
        await page.WaitForSelectorAsync("th[aria-sort=ascending]");

        Assert.Equal(1, await page.Locator("#jobs tbody tr").CountAsync());
        Assert.Equal("ascending", await page.GetAttributeAsync("th[aria-sort]", "aria-sort"));
        Assert.Empty(errors);
    }
}
