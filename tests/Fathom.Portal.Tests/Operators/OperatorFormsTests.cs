using System.Net;
using Fathom.Portal.Tests.World;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;

namespace Fathom.Portal.Tests.Operators;

/// <summary>What operators do in the portal.</summary>
public sealed class OperatorFormsTests
{
    [Fact]
    public async Task A_start_by_form_goes_through_the_preflight_and_each_action_is_logged_with_its_reason()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await world.RunAsync(new CreateCampaign(Chains.Detector(PortalWorld.Campaign, "Demo", "Reference26A", "fathom 0.1", "primary", "second")));
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(world);

        Assert.Equal("/sites?done=banned", await browser.ActAsync("/elements/primary/ban", "disk is slow"));
        Assert.Contains("disk is slow", await world.PageAsync("/sites"), StringComparison.Ordinal);
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}/preflight", await browser.ActAsync($"/campaigns/{PortalWorld.Campaign}/start", "data are in"));
        var refusal = await browser.PageAsync($"/campaigns/{PortalWorld.Campaign}/preflight");
        Assert.Contains("ElementUnreachable", refusal, StringComparison.Ordinal);
        Assert.Contains("Storage element primary is banned: disk is slow. It receives the outputs.", refusal, StringComparison.Ordinal);
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}/preflight", await browser.ActAsync($"/campaigns/{PortalWorld.Campaign}/start", "all the same", ("force", "yes")));
        Assert.Equal("/sites?done=ban-lifted", await browser.ActAsync("/elements/primary/ban?lift=true", "replaced"));
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}?done=started", await browser.ActAsync($"/campaigns/{PortalWorld.Campaign}/start", "data are in"));
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}?done=stopped", await browser.ActAsync($"/campaigns/{PortalWorld.Campaign}/stop", "disk full"));
        Assert.Equal("/jobs/1?done=refused", await browser.ActAsync("/jobs/1/kill", ""));
        Assert.Equal("/jobs/1?done=killed", await browser.ActAsync("/jobs/1/kill", "superseded"));

        var done = world.Get<OperatorLogQueries>().Latest(6);
        Assert.Equal(
            [
                (OperatorActionKind.KillJobs, "superseded"), (OperatorActionKind.StopCampaign, "disk full"), (OperatorActionKind.StartCampaign, "data are in"),
                (OperatorActionKind.UnbanElement, "replaced"), (OperatorActionKind.BanElement, "disk is slow"), (OperatorActionKind.CreateCampaign, ""),
            ],
            done.Select(action => (action.Kind, action.Reason)));
        Assert.All(done, action => Assert.StartsWith("user:", action.Actor, StringComparison.Ordinal));
        Assert.Contains("superseded", await world.PageAsync("/log"), StringComparison.Ordinal);
        Assert.DoesNotContain("superseded", await world.PageAsync("/log?subject=primary"), StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\"", await world.PageAsync("/sites"), StringComparison.Ordinal);
        Assert.Equal($"/log/{done[0].Id}?done=undone", await browser.ActAsync($"/log/{done[0].Id}/undo", "by mistake"));
    }

    [Fact]
    public async Task The_preflight_runs_programs_and_is_for_operators_alone()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var answer = await world.Reader.GetAsync($"/campaigns/{PortalWorld.Campaign}/preflight");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
