using System.Net;
using System.Net.Http.Json;
using Fathom.Portal.Tests.World;
using Fathom.Production.Diagnosis.Hindrances;
using Fathom.Production.Operations;

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
    public async Task A_campaign_that_is_not_there_has_no_holds() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _world.Reader.GetAsync(new Uri("/api/campaigns/Nobody/holds", UriKind.Relative))).StatusCode);
}
