using System.Net;
using Fathom.Database;
using Fathom.Vo.Registry;

namespace Fathom.Portal.Tests.Observatory;

/// <summary>A server whose operator has stated where the world reaches it.</summary>
public sealed class StatedWorld : PublishedWorld
{
    protected override Uri Place => new("https://data.example.org/neutrinos/");
}

public sealed class StatedAddressTests(StatedWorld published) : IClassFixture<StatedWorld>
{
    [Theory]
    [InlineData("/oai?verb=ListRecords&metadataPrefix=ivo_vor", "releases/ant20_01/cone?")]
    [InlineData("/oai?verb=Identify", "oai<")]
    [InlineData("/releases/ant20_01", "tap")]
    [InlineData("/tap/capabilities", "tap<")]
    public async Task An_address_that_is_stated_is_told_whatever_name_a_request_came_by(string address, string part)
    {
        new PublisherFile(new WorkspaceFolders(published.World.Root).Publications).Write(new Publisher("fathom.example", "Example", "data@fathom.example", DateTimeOffset.UnixEpoch));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = "attacker.example";
        string text = await (await published.Client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains("https://data.example.org/neutrinos/" + part, text, StringComparison.Ordinal);
        Assert.DoesNotContain("attacker.example", text, StringComparison.Ordinal);
    }
}

public sealed class RegistryServerTests(PublishedWorld published) : IClassFixture<PublishedWorld>
{
    [Fact]
    public async Task The_registry_answers_when_it_is_known_who_publishes()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await published.Client.GetAsync("/oai?verb=Identify")).StatusCode);
        var file = new PublisherFile(new WorkspaceFolders(published.World.Root).Publications);
        file.Write(new Publisher("fathom.example", "Example", "data@fathom.example", DateTimeOffset.UnixEpoch));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/oai") { Content = new FormUrlEncodedContent([new("verb", "ListRecords"), new("metadataPrefix", "ivo_vor")]) };
        request.Headers.Host = "data.example.org";
        request.Headers.Add("X-Forwarded-Proto", "https");
        string records = await (await published.Client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains("https://data.example.org/releases/ant20_01/cone?", records, StringComparison.Ordinal);
        Assert.Contains("ivo://fathom.example/releases/ant20_01", records, StringComparison.Ordinal);
    }
}
