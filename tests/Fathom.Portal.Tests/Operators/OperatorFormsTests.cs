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
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = world.Server.Address };
        using var login = await browser.PostAsync("/login", new FormUrlEncodedContent([new("token", world.Secrets.Operator.Reveal()), new("to", "/sites")]));
        var csrf = (await browser.GetStringAsync("/sites")).Split("name=\"csrf\" value=\"")[1].Split('"')[0];

        Assert.Equal("/sites?done=banned", await ActAsync("/elements/primary/ban", "disk is slow"));
        Assert.Contains("disk is slow", await world.PageAsync("/sites"), StringComparison.Ordinal);
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}/preflight", await ActAsync($"/campaigns/{PortalWorld.Campaign}/start", "data are in"));
        var refusal = await browser.GetStringAsync($"/campaigns/{PortalWorld.Campaign}/preflight");
        Assert.Contains("ElementUnreachable", refusal, StringComparison.Ordinal);
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}/preflight", await ActAsync($"/campaigns/{PortalWorld.Campaign}/start", "all the same", ("force", "yes")));
        Assert.Equal("/sites?done=ban-lifted", await ActAsync("/elements/primary/ban?lift=true", "replaced"));
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}?done=started", await ActAsync($"/campaigns/{PortalWorld.Campaign}/start", "data are in"));
        Assert.Equal($"/campaigns/{PortalWorld.Campaign}?done=stopped", await ActAsync($"/campaigns/{PortalWorld.Campaign}/stop", "disk full"));
        Assert.Equal("/jobs/1?done=refused", await ActAsync("/jobs/1/kill", ""));
        Assert.Equal("/jobs/1?done=killed", await ActAsync("/jobs/1/kill", "superseded"));

        var done = world.Get<OperatorLogQueries>().Latest();
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
        Assert.Equal($"/log/{done[0].Id}?done=undone", await ActAsync($"/log/{done[0].Id}/undo", "by mistake"));

        async Task<string> ActAsync(string address, string reason, params (string Name, string Value)[] fields)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(
                    [new("csrf", csrf), new("requestId", Guid.NewGuid().ToString()), new("reason", reason), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
            };
            request.Headers.Add("Origin", world.Server.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return answer.Headers.Location!.ToString();
        }
    }

    [Fact]
    public async Task The_preflight_runs_programs_and_is_for_operators_alone()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var answer = await world.Reader.GetAsync($"/campaigns/{PortalWorld.Campaign}/preflight");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
