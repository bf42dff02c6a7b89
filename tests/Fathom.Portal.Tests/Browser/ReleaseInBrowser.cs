using Fathom.Portal.Tests.Observatory;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Browser;

public sealed class ReleaseInBrowser(PublishedWorld published, ITestOutputHelper output) : IClassFixture<PublishedWorld>
{
    private const string Address = "/releases/ant20_01";

    [Fact]
    public async Task The_page_of_a_release_answers_queries_completes_words_and_shows_where_a_query_goes_wrong()
    {
        await using Chromium? chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        (IPage page, List<string> errors) = await chromium.OpenAsync(published.World.Server.Address, Address);
        await page.WaitForSelectorAsync("#samp:not([hidden])");
        Assert.Equal(2, await page.Locator(".sky image").CountAsync());
        await Chromium.ShotAsync(page, "release");

        await page.FillAsync("textarea", "SELECT COUNT(*) AS events FROM ant20_01.main");
        await page.ClickAsync("form.query button.main");
        await page.WaitForSelectorAsync(".answer td");
        Assert.Equal("5000", await page.InnerTextAsync(".answer td"));

        await page.FillAsync("textarea", "SELECT * FROM ant20_01.main WHERE nh");
        await page.PressAsync("textarea", "End");
        await page.Keyboard.TypeAsync("i");
        Assert.Equal("nhit", await page.InnerTextAsync(".choices li[aria-selected=true]"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("SELECT * FROM ant20_01.main WHERE nhit", await page.InputValueAsync("textarea"));

        await page.FillAsync("textarea", "SELECT nhits\nFROM ant20_01.main");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForSelectorAsync("form.query .problem:not([hidden])");
        Assert.Contains("nhit", await page.InnerTextAsync("form.query .problem"), StringComparison.Ordinal);
        Assert.Equal("nhits", await page.EvaluateAsync<string>("(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.querySelector('textarea'))"));
        await Chromium.ShotAsync(page, "release-wrong-query", whole: false);

        // What the browser says of the 400 itself is all that may be there.
        Assert.All(errors, error => Assert.Contains("400", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_of_a_release_fits_a_telephone_and_a_dark_room()
    {
        await using Chromium? chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        (IPage page, List<string> errors) = await chromium.OpenAsync(published.World.Server.Address, Address, ColorScheme.Dark, 400);
        await Chromium.ShotAsync(page, "release-dark-narrow");
        Assert.Equal(400, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task One_click_sends_the_table_to_the_programs_of_a_real_hub()
    {
        await using Chromium? chromium = await Chromium.StartAsync(output);
        await using SampHub? hub = await SampHub.StartAsync(output);
        if (chromium is null || hub is null)
        {
            return;
        }

        (IPage page, List<string> errors) = await chromium.OpenAsync(published.World.Server.Address, Address);
        await page.ClickAsync("#samp");
        await page.WaitForSelectorAsync("#samp-says:has-text('Sent to')");
        Assert.Contains($"{published.World.Server.Address}releases/ant20_01/table?format=votable", await hub.Heard.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
        Assert.Empty(errors);
    }
}
