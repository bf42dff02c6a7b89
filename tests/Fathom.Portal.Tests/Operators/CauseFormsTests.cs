using Fathom.Portal.Tests.World;
using Fathom.Production.OperatorLog;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Tests.Operators;

/// <summary>The buttons of a cause's page.</summary>
public sealed class CauseFormsTests
{
    [Fact]
    public async Task A_causes_page_says_what_each_action_touches_bans_the_nodes_that_are_ticked_and_offers_readers_nothing()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var pilot = await HttpPilot.RegisterAsync(world.Server.Address, world.Secrets.Bootstrap.Reveal());
        LeasedJob failed = (await pilot.LeaseAsync())!;
        await pilot.FailAsync(failed, "OutputMissing", "no output", "");
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(world);

        string page = await browser.PageAsync("/causes/OutputMissing");
        Assert.Contains("name=\"only\" value=\"test-host\" checked", page, StringComparison.Ordinal);
        Assert.Contains("1 of 1 jobs", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"/causes", await world.PageAsync("/causes/OutputMissing"), StringComparison.Ordinal);
        Assert.Equal("/causes/OutputMissing?done=refused", await browser.ActAsync("/causes/OutputMissing/apply", "why", ("verb", "MoreTime"), ("factor", "1000")));
        Assert.Equal("/causes/OutputMissing?done=cause-applied", await browser.ActAsync("/causes/OutputMissing/apply", "why", ("verb", "MoreTime"), ("value", "7200")));
        Assert.Equal("/causes/OutputMissing?done=cause-applied", await browser.ActAsync("/causes/OutputMissing/apply", "disk fails", ("verb", "BanNodes"), ("only", "test-host")));
        Assert.Null(await pilot.LeaseAsync());
        Assert.Contains("disk fails (cause OutputMissing)", await browser.PageAsync("/sites"), StringComparison.Ordinal);
        Assert.Equal("/sites?done=ban-lifted", await browser.ActAsync("/nodes/test-host/ban?lift=true", "mended"));
        Assert.NotNull(await pilot.LeaseAsync());
        Assert.Equal(
            [OperatorActionKind.UnbanNode, OperatorActionKind.BanNode, OperatorActionKind.RaiseLimits],
            world.Get<OperatorLogQueries>().Latest(3).Select(action => action.Kind));
    }
}
