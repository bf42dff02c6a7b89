using System.Net;
using Fathom.Vo.Publishing;

namespace Fathom.Portal.Tests.Observatory;

public sealed class WithdrawnReleaseTests : IAsyncLifetime
{
    private readonly LinkedWorld _linked = new();

    public Task InitializeAsync() => _linked.InitializeAsync();

    public Task DisposeAsync() => _linked.DisposeAsync();

    [Fact]
    public async Task The_addresses_of_a_withdrawn_release_are_gone_and_tell_why_and_its_table_is_no_more()
    {
        _linked.Shelf.Withdraw(_linked.Shelf.Find("linked")!, "The alignment was wrong.", DateTimeOffset.UnixEpoch);
        foreach (string address in new[] { "releases/linked", "releases/linked/cone?RA=0&DEC=0&SR=1", "releases/linked/links?ID=e1", "releases/linked/files/e1.root", "releases/linked/table", "linked/nu/cone/scs.xml?RA=0&DEC=0&SR=1" })
        {
            using HttpResponseMessage answer = await _linked.Client.GetAsync($"/{address}");
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Equal("The release linked 1.0 was withdrawn on 1970-01-01: The alignment was wrong.\n", await answer.Content.ReadAsStringAsync());
        }

        using HttpResponseMessage query = await _linked.Client.GetAsync("/tap/sync?LANG=ADQL&QUERY=SELECT+id+FROM+linked.main");
        Assert.Equal(HttpStatusCode.BadRequest, query.StatusCode);
        using HttpResponseMessage absent = await _linked.Client.GetAsync("/releases/other/files/e1.root");
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal(ReleaseState.Withdrawn, Assert.Single(_linked.Shelf.List()).State);
    }
}
