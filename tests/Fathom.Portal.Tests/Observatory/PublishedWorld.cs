using Fathom.Database;
using Fathom.Portal.Observatory;
using Fathom.Portal.Tests.World;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Portal.Tests.Observatory;

/// <summary>A server that publishes 5,000 made events.</summary>
public class PublishedWorld : IAsyncLifetime
{
    public const int Events = 5000;

    public PortalWorld World { get; private set; } = null!;

    public HttpClient Client => World.Reader;

    /// <summary>What queries may take.</summary>
    protected virtual ObservatoryOptions Options => new();

    /// <summary>Where the world reaches it; null: nobody has stated it.</summary>
    protected virtual Uri? Place => null;

    public async Task InitializeAsync()
    {
        World = await PortalWorld.MakeAsync(observatory: Options, published: Place);
        var shelf = new ReleaseShelf(new WorkspaceFolders(World.Root).Publications);
        var release = new ReleaseDescription
        {
            Name = "ant20_01",
            Version = "1.0",
            Title = "Made events",
            Authors = ["Fathom"],
            Abstract = "Drawn at random.",
            Licence = "CC-BY-4.0",
        };
        await using var events = new SyntheticEvents(Events, seed: 7);
        await ReleaseWriter.WriteAsync(shelf.PlaceFor("ant20_01", "1.0"), "ant20_01", "main", events, release);
        shelf.Move(shelf.Find("ant20_01")!, ReleaseState.Published, DateTimeOffset.UnixEpoch.AddDays(20_000));
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>The answer to a query that brings tables along, each as a part of the request.</summary>
    public Task<HttpResponseMessage> UploadAsync(string address, string query, params (string Table, byte[] Content)[] uploads) =>
        Client.PostAsync(address, Form(query, uploads));

    /// <summary>A request with tables.</summary>
    public static MultipartFormDataContent Form(string query, params (string Table, byte[] Content)[] uploads)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("ADQL"), "LANG" }, { new StringContent("csv"), "RESPONSEFORMAT" }, { new StringContent(query), "QUERY" },
        };
        foreach ((string table, byte[] content) in uploads)
        {
            form.Add(new StringContent($"{table},param:part_{table}"), "UPLOAD");
            form.Add(new ByteArrayContent(content), "part_" + table, "a table");
        }

        return form;
    }

    /// <summary>Lines of CSV without the header.</summary>
    public static async Task<string[]> LinesAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)];
    }

    /// <summary>The answer of a query as CSV lines without the header.</summary>
    public async Task<string[]> QueryAsync(string query)
    {
        using HttpResponseMessage answer = await Client.PostAsync("/tap/sync", new FormUrlEncodedContent([new("LANG", "ADQL"), new("RESPONSEFORMAT", "csv"), new("QUERY", query)]));
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)];
    }
}
