using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Fathom.StiltsCheck;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Observatory;

public sealed class DataLinkTests(LinkedWorld linked, ITestOutputHelper output) : IClassFixture<LinkedWorld>
{
    private static readonly XNamespace s_space = "http://www.ivoa.net/xml/VOTable/v1.3";

    [Fact]
    public async Task A_row_has_its_full_event_and_what_belongs_to_all_rows()
    {
        string[][] rows = await LinksAsync("ID=e1");
        Assert.Equal(["#this", "#auxiliary", "#calibration"], rows.Select(row => row[4]));
        Assert.Equal(["application/vnd.root", "text/markdown", "text/csv"], rows.Select(row => row[6]));
        Assert.Equal(("documentation", "aeff"), (rows[1][8], rows[2][9]));
        Assert.Equal($"{LinkedWorld.FullEvent.Length}", rows[0][7]);
        Assert.Equal(LinkedWorld.FullEvent, await linked.Client.GetStringAsync(rows[0][1]));
        Assert.Equal(["#auxiliary", "#calibration"], (await LinksAsync("ID=e2")).Select(row => row[4]));
    }

    [Fact]
    public async Task An_identifier_that_is_unknown_has_a_row_with_an_error_and_no_identifier_has_none()
    {
        string[][] rows = await LinksAsync("ID=e1&ID=nothing&ID=e2");
        string[] wrong = Assert.Single(rows, row => row[3].Length > 0);
        Assert.Equal(("nothing", "", "#this"), (wrong[0], wrong[1], wrong[4]));
        Assert.StartsWith("NotFoundFault", wrong[3], StringComparison.Ordinal);
        Assert.Empty(await LinksAsync(""));
        foreach ((string query, HttpStatusCode status) in new[] { ("linked/links?ID=e1&RESPONSEFORMAT=png", HttpStatusCode.BadRequest), ("absent/links?ID=e1", HttpStatusCode.NotFound) })
        {
            using HttpResponseMessage answer = await linked.Client.GetAsync($"/releases/{query}");
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains("QUERY_STATUS\" value=\"ERROR", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_release_as_a_whole_has_its_table_and_what_gammapy_reads()
    {
        string[][] rows = await LinksAsync("ID=linked");
        Assert.Equal(["#this", "#derivation", "#auxiliary", "#auxiliary", "#calibration"], rows.Select(row => row[4]));
        Assert.Contains("e3", await linked.Client.GetStringAsync(rows[0][1] + "&RESPONSEFORMAT=csv"), StringComparison.Ordinal);
        byte[] gadf = await linked.Client.GetByteArrayAsync(rows[1][1]);
        Assert.Equal(0, gadf.Length % 2880);
        Assert.Equal(HttpStatusCode.OK, (await linked.Client.GetAsync("/releases/linked/gadf/hdu-index.fits")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await linked.Client.GetAsync("/releases/linked/gadf/other.fits")).StatusCode);
    }

    [Fact]
    public async Task A_file_is_served_in_parts_with_its_sum_as_entity_tag_and_no_other_file_is()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/releases/linked/files/e1.root") { Headers = { Range = new RangeHeaderValue(4, 7) } };
        using HttpResponseMessage part = await linked.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, "hits"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal(66, part.Headers.ETag!.Tag.Length);
        Assert.Equal("nosniff", Assert.Single(part.Headers.GetValues("X-Content-Type-Options")));
        foreach (string name in new[] { "other", "..%2F..%2Ffathom.db", "%2e%2e/linked-1.0.release", part.Headers.ETag.Tag.Trim('"') })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await linked.Client.GetAsync($"/releases/linked/files/{name}")).StatusCode);
        }
    }

    [Fact]
    public async Task A_cone_tells_of_the_service_that_takes_the_identifiers_of_its_rows()
    {
        var document = XDocument.Parse(await linked.Client.GetStringAsync("/releases/linked/cone?RA=10&DEC=20&SR=5&RESPONSEFORMAT=votable/td"));
        XElement service = Assert.Single(document.Descendants(s_space + "RESOURCE"), resource => (string?)resource.Attribute("utype") == "adhoc:service");
        string reference = (string)service.Descendants(s_space + "PARAM").Single(parameter => (string?)parameter.Attribute("name") == "ID").Attribute("ref")!;
        Assert.Equal("id", (string?)document.Descendants(s_space + "FIELD").Single(field => (string?)field.Attribute("ID") == reference).Attribute("name"));
        Assert.EndsWith("/releases/linked/links", (string?)service.Elements(s_space + "PARAM").Single(parameter => (string?)parameter.Attribute("name") == "accessURL").Attribute("value"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links?ID=e1&ID=e2&ID=unknown")]
    [InlineData("links?ID=linked")]
    [InlineData("links")]
    public void STILTS_finds_no_error_in_a_links_response(string query)
    {
        if (!Stilts.IsAvailable(output))
        {
            return;
        }

        string said = Stilts.Run("datalinklint", $"votable={linked.World.Server.Address}releases/linked/{query}", "report=EFW");
        output.WriteLine(said);
        Assert.Contains("Totals: Errors: 0; ", said, StringComparison.Ordinal);
        Assert.Contains("Failures: 0", said, StringComparison.Ordinal);
    }

    private async Task<string[][]> LinksAsync(string query)
    {
        using HttpResponseMessage answer = await linked.Client.GetAsync($"/releases/linked/links?{query}");
        Assert.Equal("application/x-votable+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("datalink", Assert.Single(answer.Content.Headers.ContentType.Parameters, parameter => parameter.Name == "content").Value);
        return [.. XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants(s_space + "TR").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
    }
}
