using System.Text.RegularExpressions;
using Fathom.Portal.Tests.World;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;

namespace Fathom.Portal.Tests.Pages;

public sealed partial class LimitsPageTests
{
    [Fact]
    public async Task Limits_are_shown_with_their_present_use_on_the_campaigns_page_and_all_of_them_at_the_sites()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        await world.RunAsync(new CreateCampaign(Chains.Detector("Other26A", "Demo", "Reference26A", "fathom 0.1", "primary", "second")));
        Assert.Contains("No limit of running jobs", await world.PageAsync($"/campaigns/{PortalWorld.Campaign}"), StringComparison.Ordinal);
        var pilot = await world.PilotAsync();
        await pilot.LeaseAsync();
        await pilot.LeaseAsync();
        foreach (var (kind, name, most) in new[]
        {
            (LimitKind.Campaign, PortalWorld.Campaign, 2), (LimitKind.Campaign, "Other26A", 9), (LimitKind.User, "production", 5), (LimitKind.Site, "here", 7), (LimitKind.Element, "primary", 3), (LimitKind.Element, "second", 8),
        })
        {
            await world.RunAsync(new SetLimit(kind, name, most, null, "careful"));
        }

        Assert.Equal(
            [("Campaign", PortalWorld.Campaign, 2, 2, true), ("Element", "primary", 2, 3, false), ("Site", "here", 2, 7, false), ("User", "production", 2, 5, false)],
            Rows(await world.PageAsync($"/campaigns/{PortalWorld.Campaign}")));
        var all = Rows(await world.PageAsync("/sites"));
        Assert.Equal(6, all.Length);
        Assert.Contains(("Element", "second", 0, 8, false), all);
    }

    private static (string Kind, string Name, int Running, int Most, bool Full)[] Rows(string page) =>
        [.. Row().Matches(page).Select(row => (row.Groups[1].Value, row.Groups[2].Value, int.Parse(row.Groups[3].Value), int.Parse(row.Groups[4].Value), row.Groups[5].Value.Contains("Full")))];

    [GeneratedRegex("<tr><td>(Site|User|Campaign|Element)</td><th scope=\"row\">([^<]+)</th><td class=\"num\">(\\d+)</td><td class=\"num\">(\\d+)</td><td class=\"num\">–</td><td>(.*?)</td></tr>")]
    private static partial Regex Row();
}
