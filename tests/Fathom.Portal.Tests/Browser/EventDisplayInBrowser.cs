using Fathom.Portal.Assets;
using Fathom.Portal.Tests.World;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Browser;

public sealed class EventDisplayInBrowser(ITestOutputHelper output)
{
    private const string Address = "/events/KM3-230213A";

    [Fact]
    public async Task The_real_event_turns_on_drag_and_key_plays_in_time_and_changes_with_the_choice_of_hits()
    {
        var hits = SharedData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output);
        await using var chromium = hits is null ? null : await Chromium.StartAsync(output);
        if (hits is null || chromium is null)
        {
            return;
        }

        await using var world = await PortalWorld.MakeAsync(1);
        await world.RunTelescopeAsync(hits);
        Assert.Equal(2, await world.WorkAsync(await world.PilotAsync()));
        var html = await world.PageAsync(Address);
        Assert.Contains("Right ascension (ICRS)", html, StringComparison.Ordinal);
        Assert.Contains("Seen from above", html, StringComparison.Ordinal);
        if (!AssetStore.HasThree)
        {
            Assert.Contains("no 3D display", html, StringComparison.Ordinal);
            output.WriteLine("Skipped: three.js was not there at build.");
            return;
        }

        var (page, errors) = await chromium.OpenAsync(world.Server.Address, Address);
        await page.WaitForSelectorAsync("#display[data-state=ready]");
        await page.WaitForSelectorAsync("#display[data-frames]");
        var canvas = page.Locator("#display canvas");
        var first = await InsideAsync(page);
        await Chromium.ShotAsync(page, "event");

        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 400, box.Y + 300);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 620, box.Y + 240, new() { Steps = 3 });
        await page.Mouse.UpAsync();
        var dragged = await InsideAsync(page);
        Assert.False(Same(first, dragged), "the display did not turn on drag");

        await canvas.PressAsync("ArrowLeft");
        Assert.False(Same(dragged, await InsideAsync(page)), "the display did not turn on a key");

        await page.SelectOptionAsync("[data-control=hits]", "all");
        var all = await InsideAsync(page);
        await page.SelectOptionAsync("[data-control=hits]", "used");
        Assert.False(Same(all, await InsideAsync(page)), "the choice of hits changed nothing");

        await page.EvaluateAsync("""
            () => { const s = document.querySelector('[data-control=time]'); s.value = String((Number(s.min) + Number(s.max)) / 2); s.dispatchEvent(new Event('input')); }
            """);
        Assert.EndsWith(" ns", await page.TextContentAsync("[data-control=time-text]"), StringComparison.Ordinal);
        await Chromium.ShotAsync(page, "event-in-time", whole: false);
        Assert.Empty(errors);
    }

    // Without the edge, where the ring of the focus comes and goes.
    private static async Task<byte[]> InsideAsync(IPage page)
    {
        var box = (await page.Locator("#display canvas").BoundingBoxAsync())!;
        return await page.ScreenshotAsync(new() { Clip = new() { X = box.X + 20, Y = box.Y + 60, Width = box.Width - 40, Height = box.Height - 80 } });
    }

    private static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);
}
