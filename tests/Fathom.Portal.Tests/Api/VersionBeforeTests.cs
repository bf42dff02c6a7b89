using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fathom.Portal.Tests.World;
using Fathom.Production.Protocol;
using Fathom.Storage.Folder;

namespace Fathom.Portal.Tests.Api;

/// <summary>
/// The pilot of the version before (one job a request, no batches, a token that is not renewed), as the
/// bytes that it sends and the records that it reads, frozen here. None of it may follow a change of the protocol.
/// </summary>
public sealed class VersionBeforeTests
{
    private static readonly JsonSerializerOptions AsItReads = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    [Fact]
    public async Task A_pilot_of_the_version_before_registers_works_reports_and_ends()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var welcome = await AskAsync<OldWelcome>(
            world, "/api/pilots", world.Secrets.Bootstrap.Reveal(),
            """{"engine":"local","site":"local","host":"old-node","processId":4711,"software":"0.1.0"}""");
        Assert.True(welcome.PilotId > 0 && welcome.HeartbeatSeconds > 0 && welcome.LeaseSeconds > welcome.HeartbeatSeconds);
        var job = await LeaseAsync(world, welcome);

        var beat = await AskAsync<OldHeartbeatReply>(world, $"/api/pilots/{welcome.PilotId}/heartbeat", welcome.Token, $$"""{"leases":[{{Fence(job)}}]}""");
        Assert.Equal((0, false), (beat.Revoked.Count, beat.Drain));
        Assert.Equal(HttpStatusCode.NoContent, await SayAsync(world, "/api/attempts/started", welcome.Token, $$"""{"fence":{{Fence(job)}},"payloadProcessId":12}"""));
        var accepted = await UploadAsync(world, welcome, job);
        Assert.True(accepted.Accepted, accepted.Reason);

        var failing = await LeaseAsync(world, welcome);
        Assert.Equal(HttpStatusCode.NoContent, await SayAsync(
            world, "/api/attempts/failed", welcome.Token,
            $$$$"""{"fence":{{{{Fence(failing)}}}},"evidence":{"origin":"Payload","cause":"RawFileTruncated","detail":"d","exitCode":3,"signal":null,"logTail":"","use":{"cpuSeconds":1.5,"wallSeconds":2,"maxRssBytes":1048576}}}"""));
        Assert.Equal(HttpStatusCode.Conflict, await SayAsync(
            world, "/api/attempts/started", welcome.Token, $$"""{"fence":{{Fence(failing)}},"payloadProcessId":12}""")); // it is closed
        Assert.Equal(HttpStatusCode.NoContent, await SayAsync(world, $"/api/pilots/{welcome.PilotId}/end", welcome.Token, "{}"));
        Assert.Equal(HttpStatusCode.Gone, await SayAsync(world, $"/api/pilots/{welcome.PilotId}/lease", welcome.Token, "{}"));
    }

    [Fact]
    public async Task The_token_of_the_version_before_needs_no_renewal_and_outlives_a_restart_of_the_server()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var welcome = await AskAsync<OldWelcome>(
            world, "/api/pilots", world.Secrets.Bootstrap.Reveal(), """{"engine":"local","site":"local","host":"old-node","processId":1,"software":"0.1.0"}""");
        var job = await LeaseAsync(world, welcome);
        await world.RestartAsync();
        var beat = await AskAsync<OldHeartbeatReply>(world, $"/api/pilots/{welcome.PilotId}/heartbeat", welcome.Token, $$"""{"leases":[{{Fence(job)}}]}""");
        Assert.Empty(beat.Revoked);
        Assert.Equal(HttpStatusCode.NoContent, await SayAsync(world, "/api/attempts/started", welcome.Token, $$"""{"fence":{{Fence(job)}},"payloadProcessId":1}"""));
        Assert.True((await UploadAsync(world, welcome, job)).Accepted);
    }

    private static string Fence(OldJob job) => $$"""{"jobId":{{job.Fence.JobId}},"attempt":{{job.Fence.Attempt}},"lease":"{{job.Fence.Lease}}"}""";

    private static async Task<OldJob> LeaseAsync(PortalWorld world, OldWelcome pilot)
    {
        var reply = await AskAsync<OldLease>(world, $"/api/pilots/{pilot.PilotId}/lease", pilot.Token, "{}");
        Assert.False(reply.Drain);
        return Assert.IsType<OldJob>(reply.Job);
    }

    private static async Task<OldAcceptance> UploadAsync(PortalWorld world, OldWelcome pilot, OldJob job)
    {
        var input = Assert.Single(job.Inputs);
        var name = $"{Path.GetFileNameWithoutExtension(input.Lfn)}.rtraw";
        var stored = await new FolderElement(job.OutputElement.Name, job.OutputElement.Root).CreateAsync(
            $"{job.OutputPath}/{name}", new MemoryStream([1, 2, 3]), CancellationToken.None);
        return await AskAsync<OldAcceptance>(
            world, "/api/attempts/uploaded", pilot.Token,
            $$$"""{"fence":{{{Fence(job)}}},"outputs":[{"kind":"RTRAW","lfn":"Demo26A/RTRAW/{{{name}}}","path":"{{{stored.Path}}}","size":3,"adler32":"{{{stored.Adler32}}}","events":1,"metadata":"{}"}],"use":{"cpuSeconds":1.5,"wallSeconds":2,"maxRssBytes":1048576},"remark":"","logTail":""}""");
    }

    private static async Task<T> AskAsync<T>(PortalWorld world, string route, string token, string body)
    {
        using var answer = await SendAsync(world, route, token, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{route}: {answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, AsItReads)!;
    }

    private static async Task<HttpStatusCode> SayAsync(PortalWorld world, string route, string token, string body)
    {
        using var answer = await SendAsync(world, route, token, body);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(PortalWorld world, string route, string token, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add(Routes.RequestIdHeader, Guid.NewGuid().ToString());
        return await world.Reader.SendAsync(request);
    }

    private sealed record OldWelcome(long PilotId, string Token, double HeartbeatSeconds, double LeaseSeconds);

    private sealed record OldFence(long JobId, int Attempt, string Lease);

    private sealed record OldLease(OldJob? Job, double RetryAfterSeconds, bool Drain);

    private sealed record OldJob(
        OldFence Fence, string Step, IReadOnlyList<OldInput> Inputs, OldElement OutputElement, string OutputPath, OldConditions? Conditions,
        IReadOnlyDictionary<string, string> Parameters);

    private sealed record OldInput(string Lfn, string Tier, long Size, string Adler32, IReadOnlyList<OldReplica> Replicas);

    private sealed record OldReplica(OldElement Element, string Path);

    private sealed record OldElement(string Name, string Kind, string Root);

    private sealed record OldConditions(string Tag, string Path, string Sha256);

    private sealed record OldHeartbeatReply(IReadOnlyList<OldFence> Revoked, bool Drain);

    private sealed record OldAcceptance(bool Accepted, string Reason);
}
