using System.Buffers.Binary;
using System.Net;

namespace Fathom.Portal.Tests.Observatory;

public sealed class ReleasePageTests(PublishedWorld published) : IClassFixture<PublishedWorld>
{
    [Fact]
    public async Task A_release_has_a_page_that_says_what_it_is_how_to_cite_it_and_what_its_columns_hold()
    {
        string page = await published.Client.GetStringAsync("/releases/ant20_01");
        foreach (string said in new[] { "Made events", "Drawn at random.", "CC-BY-4.0", "5&#x2009;000", "@misc{ant20_01_1_0", "<code>nhit</code>", "pos.eq.ra;meta.main", "TAPService(", "serviceurl=" })
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everybody_may_see_it_under_any_name_of_the_server_but_nothing_that_is_not_published()
    {
        foreach (string address in new[] { "/releases", "/releases/ant20_01", "/releases/ant20_01/sky.png?frame=galactic", "/assets/release.js" })
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(address)).StatusCode);
        }

        string page = await (await AskAsync("/releases/ant20_01")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("href=\"/\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/releases/secrets")).StatusCode);
    }

    [Fact]
    public async Task The_whole_table_is_one_link_away_in_every_format()
    {
        foreach ((string format, string type) in new[] { ("csv", "text/csv"), ("fits", "application/fits"), ("votable", "application/x-votable+xml"), ("json", "application/json") })
        {
            using HttpResponseMessage answer = await published.Client.GetAsync($"/releases/ant20_01/table?format={format}");
            Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
            Assert.StartsWith("ant20_01-1.0.", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        }

        string lines = await published.Client.GetStringAsync("/releases/ant20_01/table?format=csv");
        Assert.Equal(PublishedWorld.Events + 1, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await published.Client.GetAsync("/releases/ant20_01/table?format=../secrets")).StatusCode);
    }

    [Fact]
    public async Task The_coverage_is_given_as_a_map_of_any_order_that_is_not_too_fine()
    {
        // 5,000 events lie in each of the 48 cells of order 1.
        Assert.Equal("0/0-11 1/\n", await published.Client.GetStringAsync("/releases/ant20_01/moc?format=ascii&order=1"));
        Assert.Equal("{\"0\":[0,1,2,3,4,5,6,7,8,9,10,11],\"1\":[]}\n", await published.Client.GetStringAsync("/releases/ant20_01/moc?format=json&order=1"));
        byte[] fits = await published.Client.GetByteArrayAsync("/releases/ant20_01/moc");
        Assert.Equal(0, fits.Length % 2880);
        foreach (string wrong in new[] { "order=11", "order=-1", "order=x", "format=png" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await published.Client.GetAsync("/releases/ant20_01/moc?" + wrong)).StatusCode);
        }
    }

    [Fact]
    public async Task The_sky_is_drawn_in_both_frames()
    {
        byte[] equatorial = await published.Client.GetByteArrayAsync("/releases/ant20_01/sky.png?frame=equatorial");
        byte[] galactic = await published.Client.GetByteArrayAsync("/releases/ant20_01/sky.png?frame=galactic");
        Assert.Equal((byte)'P', equatorial[1]);
        Assert.Equal(1000, BinaryPrimitives.ReadInt32BigEndian(equatorial.AsSpan(16)));
        Assert.NotEqual(equatorial, galactic);
        Assert.Equal(HttpStatusCode.BadRequest, (await published.Client.GetAsync("/releases/ant20_01/sky.png?frame=up")).StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = "data.example.org";
        return await published.Client.SendAsync(request);
    }
}
