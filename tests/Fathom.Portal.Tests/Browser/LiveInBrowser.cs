using Fathom.Portal.Tests.World;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Browser;

public sealed class LiveInBrowser(ITestOutputHelper output)
{
    [Fact]
    public async Task A_page_follows_the_ledger_without_reload_through_a_restart_of_the_server_and_keeps_the_focus()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var (page, _) = await chromium.OpenAsync(world.Server.Address, $"/campaigns/{PortalWorld.Campaign}");
        await page.WaitForSelectorAsync("#live[data-state=live]");
        await page.EvaluateAsync("window.kept = true");
        Assert.Contains("0 of 6 jobs", await page.TextContentAsync("#campaign"), StringComparison.Ordinal);

        await page.FocusAsync("#definition a");
        var pilot = await world.PilotAsync();
        await world.WorkAsync(pilot, 2);
        await page.WaitForSelectorAsync("#campaign:has-text('2 of 6 jobs')");
        Assert.StartsWith("/files", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"), StringComparison.Ordinal);

        await world.Server.DisposeAsync();
        await page.WaitForSelectorAsync("#live[data-state=lost]");
        Assert.Equal("Disconnected", await page.TextContentAsync("#live"));
        await world.RestartAsync();
        await page.WaitForSelectorAsync("#live[data-state=live]");
        await world.WorkAsync(pilot, 1);
        await page.WaitForSelectorAsync("#campaign:has-text('3 of 6 jobs')");
        Assert.True(await page.EvaluateAsync<bool>("window.kept === true"));
    }

    [Fact]
    public async Task What_the_reader_presses_or_selects_is_not_exchanged_under_the_hand()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var (page, errors) = await chromium.OpenAsync(world.Server.Address, "/");
        await page.WaitForSelectorAsync("#live[data-state=live]");

        await page.EvaluateAsync("getSelection().selectAllChildren(document.querySelector('#campaigns'))");
        var selected = await page.EvaluateAsync<string>("getSelection().toString()");
        var tiles = await page.TextContentAsync("#tiles");
        await world.WorkAsync(pilot, 1);
        await page.WaitForFunctionAsync("tiles => document.querySelector('#tiles').textContent !== tiles", tiles);
        Assert.Equal(selected, await page.EvaluateAsync<string>("getSelection().toString()"));
        await page.EvaluateAsync("getSelection().removeAllRanges()");
        await page.WaitForFunctionAsync("old => document.querySelector('#campaigns').innerText !== old", selected);

        await page.HoverAsync("#campaigns a");
        await page.Mouse.DownAsync();
        await AskedAnewAsync(page, () => world.WorkAsync(pilot, 1));
        await page.Mouse.UpAsync();
        await Chromium.AtAsync(page, $"/campaigns/{PortalWorld.Campaign}$");
        Assert.Empty(errors);
    }

    // A page that was fetched just before the press waits for its end, and no other is fetched until then: that is no failure.
    private static async Task AskedAnewAsync(IPage page, Func<Task> work)
    {
        try
        {
            var asked = await page.RunAndWaitForResponseAsync(work, answer => answer.Url == page.Url, new() { Timeout = 5000 });
            await asked.FinishedAsync();
            await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }
        catch (TimeoutException)
        {
        }
    }

    [Fact]
    public async Task An_operator_signs_in_and_stops_the_campaign_by_its_button()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var (page, errors) = await chromium.OpenAsync(world.Server.Address, $"/campaigns/{PortalWorld.Campaign}");
        await page.ClickAsync("text=Sign in");
        await page.FillAsync("[name=token]", world.Secrets.Operator.Reveal());
        await page.ClickAsync("button.main");
        await page.FillAsync("form[action$='/stop'] input[name=reason]", "to see it stop");
        await page.ClickAsync("form[action$='/stop'] button");
        await page.WaitForSelectorAsync("text=The campaign is stopped");
        Assert.Equal("Stopped", (await page.TextContentAsync("#campaign .state"))!.Trim());
        await Chromium.ShotAsync(page, "operator");
        await page.ClickAsync("text=Sign out");
        await page.WaitForSelectorAsync("text=Signed out");
        Assert.Empty(errors);
    }
}
