using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Fathom.Database;
using Fathom.Portal.Tests.World;
using Fathom.Production.Diagnosis.Hindrances;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Tests.Api;

[Collection("portal")]
public sealed class HoldApiTests(PortalFixture fixture)
{
    private readonly PortalWorld _world = fixture.World;

    [Fact]
    public async Task The_dispatchers_word_on_each_transformation_comes_over_http()
    {
        var answer = await _world.Reader.GetFromJsonAsync<LiveHolds>($"/api/campaigns/{PortalWorld.Campaign}/holds", OperatorJson.Options);

        var expected = await _world.Get<Production.Ledger>().ExplainAsync(1);
        Assert.Equal(0, answer!.QueuedPilots);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(step => (step.TransformationId, step.Waiting)), answer.Transformations.Select(step => (step.TransformationId, step.Waiting)));
    }

    [Fact]
    public async Task A_database_that_refuses_writes_is_told_with_its_own_words()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        await world.Get<WorkspaceDatabase>().WriteAsync(transaction => { transaction.Execute("PRAGMA max_page_count = 1"); });
        using var much = new StringContent($$"""{"name":"Much","text":"101 # {{Convert.ToHexString(RandomNumberGenerator.GetBytes(200_000))}}"}""", Encoding.UTF8, "application/json");
        much.Headers.Add(Routes.RequestIdHeader, Guid.NewGuid().ToString());
        using var refused = await world.Operator.PostAsync(new Uri("/api/good-run-lists", UriKind.Relative), much);

        var answer = await world.Reader.GetFromJsonAsync<LiveHolds>($"/api/campaigns/{PortalWorld.Campaign}/holds", OperatorJson.Options);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("the disk is full", answer!.Unwritten, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_that_is_not_there_has_no_holds() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _world.Reader.GetAsync(new Uri("/api/campaigns/Nobody/holds", UriKind.Relative))).StatusCode);
}
