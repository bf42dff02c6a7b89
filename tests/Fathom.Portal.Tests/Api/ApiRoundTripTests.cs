using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Portal.Tests.World;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Production.Queries;

namespace Fathom.Portal.Tests.Api;

public sealed class ApiRoundTripTests
{
    [Fact]
    public async Task A_campaign_goes_from_RAW_to_miniESD_over_HTTP_and_ends_with_every_job_done()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        Assert.Equal(12, await world.WorkAsync(pilot));
        var progress = world.Get<CampaignQueries>().Progress(PortalWorld.Campaign)!;
        Assert.All(progress.Transformations, t => Assert.Equal(4, t.Jobs[JobState.Done]));
        var mini = world.Get<FileQueries>().List(new FileFilter(FileTiers.MiniEsd)).Items;
        Assert.Equal(4, mini.Count);
        Assert.All(mini, file => Assert.Contains(world.Get<ProvenanceQueries>().Ancestors(file.Id), a => a.Tier == FileTiers.Raw));
    }

    [Fact]
    public async Task The_repeat_of_a_request_gets_the_first_answer_and_another_body_under_its_id_is_refused()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var (id, other) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var first = await pilot.LeaseAsync(id);
        Assert.Equal(first!.Fence, (await pilot.LeaseAsync(id))!.Fence);
        Assert.NotEqual(first.Fence, (await pilot.LeaseAsync(other))!.Fence);

        var list = new GoodRunListText("Again", "101\n");
        var (status, answer) = await PostAsync(world, "/api/good-run-lists", list, id: "list-1");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((HttpStatusCode.OK, answer), await PostAsync(world, "/api/good-run-lists", list, id: "list-1"));
        var conflict = await PostAsync(world, "/api/good-run-lists", list with { Text = "102\n" }, id: "list-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, conflict.Status);
        Assert.Contains("RequestConflict", conflict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_say_why()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var none = await PostAsync<OperatorCommand>(world, "/api/commands", new ChangeJob(true, 77, "x"));
        Assert.Equal(HttpStatusCode.Conflict, none.Status);
        Assert.False(JsonSerializer.Deserialize<CommandReply>(none.Text, OperatorJson.Options)!.Done);
        var faulty = await PostAsync(world, "/api/good-run-lists", new GoodRunListText("Bad", "12x\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.Status);
        Assert.Contains("line 1", faulty.Text, StringComparison.Ordinal);
        var campaign = await PostAsync<OperatorCommand>(world, "/api/commands", new CreateCampaign(Chains.Detector("X", "NoList", "Reference26A", "1", "primary", null)));
        Assert.Equal(HttpStatusCode.Conflict, campaign.Status);
        Assert.Contains("NoList", campaign.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{\"name\":1}", HttpStatusCode.BadRequest)]
    public async Task A_malformed_body_is_a_400_that_says_what_was_expected(string body, HttpStatusCode expected)
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/good-run-lists") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(Routes.RequestIdHeader, "r");
        using var answer = await world.Operator.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("GoodRunListText", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_before_it_is_read()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/good-run-lists") { Content = new StringContent(new string(' ', 17 << 20), Encoding.UTF8, "application/json") };
        request.Headers.Add(Routes.RequestIdHeader, "r");
        request.Headers.ExpectContinue = true;
        using var answer = await world.Operator.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_pilot_that_has_ended_is_told_to_register_again()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var pilot = await world.PilotAsync();
        using var end = await pilot.PostAsync(Routes.End(pilot.Id), new NoContent(), ProtocolJson.Default.NoContent);
        Assert.Equal(HttpStatusCode.NoContent, end.StatusCode);
        using var beat = await pilot.PostAsync(Routes.Heartbeat(pilot.Id), new Heartbeat([]), ProtocolJson.Default.Heartbeat);
        Assert.Equal(HttpStatusCode.Gone, beat.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync<T>(PortalWorld world, string route, T body, string? id = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body, options: OperatorJson.Options) };
        request.Headers.Add(Routes.RequestIdHeader, id ?? Guid.NewGuid().ToString());
        using var answer = await world.Operator.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
