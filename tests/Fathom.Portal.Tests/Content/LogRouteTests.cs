using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Fathom.Portal.Tests.World;
using Fathom.Production.Logs;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Tests.Content;

public sealed class LogRouteTests
{
    private static readonly string Said = string.Concat(Enumerable.Range(0, 4000).Select(line => $"event {line} <reconstructed>\n"));
    private static readonly string Tail = LogTailMark.Of(Said.Length) + Said[^1000..];

    [Fact]
    public async Task The_whole_log_of_an_attempt_is_kept_and_shown_and_still_there_after_a_restart()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var (job, other) = ((await pilot.LeaseAsync())!, (await pilot.LeaseAsync())!);
        await pilot.StartAsync(job);
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(world, job, job.OutputToken, Pack(Said), failed: true));
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(world, job, job.OutputToken, Pack(Said), failed: true)); // the answer was lost
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(world, job, job.OutputToken, Pack("another"), failed: true));
        await pilot.FailAsync(job, "PayloadExit.3", "ended with 3", Tail);
        await pilot.FailAsync(other, "PayloadExit.3", "ended with 3", Tail); // its whole log was lost

        var page = await world.PageAsync($"/jobs/{job.Fence.JobId}");
        Assert.Contains($"href=\"/jobs/{job.Fence.JobId}/attempts/1/log\">Whole log (", page, StringComparison.Ordinal);
        Assert.Contains("event 3800 &lt;reconstructed&gt;&#xA;", page, StringComparison.Ordinal); // its last 200 lines, as text
        Assert.DoesNotContain("event 3799", page, StringComparison.Ordinal);
        Assert.Contains("is not kept", await world.PageAsync($"/jobs/{other.Fence.JobId}"), StringComparison.Ordinal);
        foreach (var route in new[] { $"/jobs/{job.Fence.JobId}/attempts/1/log", Routes.Log(job.Fence.JobId, 1) })
        {
            Assert.Equal(Said, await world.PageAsync(route));
        }

        using var download = await world.Reader.GetAsync($"/jobs/{job.Fence.JobId}/attempts/1/log?download");
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(("text/plain", "nosniff"), (download.Content.Headers.ContentType?.MediaType, download.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(Tail, await world.PageAsync($"/jobs/{other.Fence.JobId}/attempts/1/log"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Reader.GetAsync($"/jobs/{job.Fence.JobId}/attempts/2/log")).StatusCode);

        await world.RestartAsync();
        Assert.Equal(Said, await world.PageAsync($"/jobs/{job.Fence.JobId}/attempts/1/log"));
    }

    [Fact]
    public async Task Only_the_attempts_own_token_brings_its_log_and_only_while_it_is_live()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var (job, other) = ((await pilot.LeaseAsync())!, (await pilot.LeaseAsync())!);
        Assert.Equal(HttpStatusCode.Unauthorized, await PutAsync(world, job, null, Pack(Said)));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(world, job, pilot.Token, Pack(Said)));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(world, job, world.Secrets.Operator.Reveal(), Pack(Said)));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(world, job, other.OutputToken, Pack(Said)));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(world, job with { Fence = job.Fence with { Attempt = 2 } }, job.OutputToken, Pack(Said)));
        await pilot.FailAsync(job, "PayloadExit.3", "", Tail);
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(world, job, job.OutputToken, Pack(Said)));
        Assert.Null(world.Get<LogShelf>().Find(1, job.Fence.JobId, 1));
    }

    [Fact]
    public async Task A_killed_attempt_whose_pilot_lives_brings_its_log_afterwards_and_no_other_does()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var (job, other) = ((await pilot.LeaseAsync())!, (await pilot.LeaseAsync())!);
        await world.RunAsync(new ChangeJob(Kill: true, job.Fence.JobId, "no longer wanted"));
        await pilot.FailAsync(other, "PayloadExit.3", "", "");
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(world, other, other.OutputToken, Pack("short\n"), failed: true));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(world, job, other.OutputToken, Pack("short\n"), failed: true));
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(world, job, job.OutputToken, Pack("short\n"), failed: true));
        Assert.Equal("short\n", await world.PageAsync($"/jobs/{job.Fence.JobId}/attempts/1/log"));
        Assert.Contains("attempts/1/log\">Whole log (", await world.PageAsync($"/jobs/{job.Fence.JobId}"), StringComparison.Ordinal);
        Assert.Equal("", await world.PageAsync($"/jobs/{other.Fence.JobId}/attempts/1/log"));
    }

    [Fact]
    public async Task What_is_no_log_or_too_much_of_one_is_refused_and_nothing_of_it_kept()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var job = (await (await world.PilotAsync()).LeaseAsync())!;
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(world, job, job.OutputToken, Pack(Said), hash: new string('0', 64)));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(world, job, job.OutputToken, Encoding.UTF8.GetBytes(Said)));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(world, job, job.OutputToken, Pack(new string('0', 200 << 20)))); // a bomb
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutAsync(world, job, job.OutputToken, []));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutAsync(world, job, job.OutputToken, new byte[LogHead.MostPacked + 1]));
        Assert.False(Directory.Exists(Path.Combine(world.Root, "logs")));
    }

    private static async Task<HttpStatusCode> PutAsync(PortalWorld world, LeasedJob job, string? token, byte[] packed, bool failed = false, string? hash = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Routes.Log(job.Fence.JobId, job.Fence.Attempt) + (failed ? "?failed=true" : ""))
        {
            Content = new ByteArrayContent(packed),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add(Routes.LogHashHeader, hash ?? Convert.ToHexStringLower(SHA256.HashData(packed)));
        request.Headers.ExpectContinue = true;
        using var answer = await world.Reader.SendAsync(request);
        return answer.StatusCode;
    }

    private static byte[] Pack(string text)
    {
        using var into = new MemoryStream();
        using (var brotli = new BrotliStream(into, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return into.ToArray();
    }
}
