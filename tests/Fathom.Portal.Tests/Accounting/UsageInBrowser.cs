using Fathom.Portal.Tests.Browser;
using Fathom.Portal.Tests.World;
using Fathom.Production;
using Fathom.Production.Accounting;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Accounting;

public sealed class UsageInBrowser(ITestOutputHelper output)
{
    private static readonly string[] Sites = ["IHEP", "IN2P3", "JINR", "CNAF", "local"];

    [Fact]
    public async Task A_week_of_five_sites_is_drawn_and_a_bar_tells_its_values_under_the_pointer()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null)
        {
            return;
        }

        await using var world = await PortalWorld.MakeAsync();
        Fill(world.Get<Ledger>().Accounts.Rollup, AccountingHour.Of(TimeProvider.System.GetUtcNow()));
        foreach (var (name, address, says) in new[]
        {
            ("usage-week", "/accounting", "IHEP"), ("usage-efficiency", "/accounting?measure=efficiency", "IHEP 77.778 %"),
            ("usage-quarter", "/accounting?window=105d&by=campaign", "KeepUp26"),
        })
        {
            var (page, errors) = await chromium.OpenAsync(world.Server.Address, address);
            await page.WaitForSelectorAsync("#live[data-state=live]", new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
            await page.HoverAsync("#plot .bins rect:nth-child(100)");
            Assert.Contains(says, await page.InnerTextAsync("#plot .readout"), StringComparison.Ordinal);
            await Chromium.ShotAsync(page, name);
            Assert.Empty(errors);
            await page.CloseAsync();
        }
    }

    private static void Fill(AccountingRollup rollup, long now)
    {
        for (var hour = now - (24 * 30); hour <= now; hour++)
        {
            for (var site = 0; site < Sites.Length; site++)
            {
                var running = (long)(3000 * (site + 1) * (1.2 + Math.Sin((hour / 17.0) + site)));
                var series = rollup.Intern(new(Sites[site], site < 3 ? "ReProd26A" : "KeepUp26", "RTRAW-ESD", "production", ""));
                rollup.Add(hour, series, new AccountingCell(running / 600, running / 9000, 0, 0, running * 2800_000, running * (2500_000 + (site * 200_000)), running * 3600_000, running * 3600, running * 4_600_000, running * 900_000));
            }
        }
    }
}
