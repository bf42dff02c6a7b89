using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Fathom.Catalog.Conditions;
using Fathom.Database;
using Fathom.Portal.Content;
using Fathom.Portal.Tests.World;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Tests.Content;

public sealed class ContentRouteTests
{
    [Fact]
    public async Task A_pilot_gets_constants_and_releases_by_their_hash_whole_or_from_where_it_broke_off()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        byte[] constants = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)], release = "#!/bin/sh\n"u8.ToArray();
        var (ofConstants, ofRelease) = (Hash(constants), Hash(release));
        await WriteAsync(world, "conditions/d.constants", constants);
        await WriteAsync(world, $"releases/{ofRelease}", release);
        await world.Get<WorkspaceDatabase>().WriteAsync(transaction => ConditionsTags.Freeze(transaction, "New", [new ConditionsInterval(1, 2, "d.constants", ofConstants)]));

        var token = await TokenAsync(world);
        Assert.Equal(constants, await GetAsync(world, token, ofConstants));
        Assert.Equal(release, await GetAsync(world, token, ofRelease));
        using var rest = await SendAsync(world, token, ofConstants, new RangeHeaderValue(9_990, null));
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(constants[9_990..], await rest.Content.ReadAsByteArrayAsync());
        using var beyond = await SendAsync(world, token, ofConstants, new RangeHeaderValue(10_000, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_gets_content_and_a_hash_is_no_way_out_of_the_workspace()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var bytes = "secret"u8.ToArray();
        await WriteAsync(world, $"releases/{Hash(bytes)}", bytes);
        using var stranger = await SendAsync(world, null, Hash(bytes));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var person = await SendAsync(world, world.Secrets.Operator.Reveal(), Hash(bytes));
        Assert.Equal(HttpStatusCode.Forbidden, person.StatusCode);

        var token = await TokenAsync(world);
        foreach (var hash in new[] { Hash([9]), "..%2Fsecrets%2Foperator.token", "x", Hash(bytes).ToUpperInvariant() })
        {
            using var none = await SendAsync(world, token, hash);
            Assert.Equal((hash, HttpStatusCode.NotFound), (hash, none.StatusCode));
        }
    }

    [Fact]
    public async Task Who_finds_no_place_is_sent_away_and_comes_again()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var bytes = "release"u8.ToArray();
        await WriteAsync(world, $"releases/{Hash(bytes)}", bytes);
        var (doors, token, taken) = (world.Get<ContentDesk>().Doors, await TokenAsync(world), 0);
        while (doors.TryEnter())
        {
            taken++;
        }

        Assert.InRange(taken, 1, 1000);
        using var busy = await SendAsync(world, token, Hash(bytes));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), busy.Headers.RetryAfter!.Delta);
        doors.Leave();
        Assert.Equal(bytes, await GetAsync(world, token, Hash(bytes)));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task WriteAsync(PortalWorld world, string path, byte[] bytes)
    {
        var file = Path.Combine(world.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, bytes);
    }

    private static async Task<string> TokenAsync(PortalWorld world) => (await world.PilotAsync()).Token;

    private static async Task<byte[]> GetAsync(PortalWorld world, string token, string hash)
    {
        using var answer = await SendAsync(world, token, hash);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static Task<HttpResponseMessage> SendAsync(PortalWorld world, string? token, string hash, RangeHeaderValue? range = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Routes.Content(hash));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Range = range;
        return world.Reader.SendAsync(request);
    }
}
