using System.IO.Compression;
using System.Text;
using Fathom.Production.Logs;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

public sealed class WholeLogTests
{
    private const string Token = "create.scope.1.mac";
    private const string Talks = "i=0; while [ $i -lt 3000 ]; do echo line $i of many; i=$((i+1)); done; ";

    [Fact]
    public async Task The_whole_log_of_a_payload_goes_to_the_server_under_the_attempts_token_before_its_end_is_reported()
    {
        await using var fixture = new PilotFixture();
        await AddAsync(fixture, Token);
        await fixture.RunAsync(Talks + PilotFixture.Success);
        var log = Assert.Single(fixture.Server.Logs);
        Assert.Equal((Routes.Log(1, 1), Token, false), (log.Route, log.Token, log.Failed));
        using var text = new StreamReader(new BrotliStream(new MemoryStream(log.Bytes), CompressionMode.Decompress), Encoding.UTF8);
        Assert.Equal(string.Concat(Enumerable.Range(0, 3000).Select(line => $"line {line} of many\n")), await text.ReadToEndAsync());
        var uploaded = Assert.Single(fixture.Server.Uploaded);
        Assert.NotNull(LogTailMark.WholeBytes(uploaded.LogTail));
        Assert.EndsWith("line 2999 of many\n", uploaded.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_a_failed_attempt_says_that_it_failed()
    {
        await using var fixture = new PilotFixture();
        await AddAsync(fixture, Token);
        await fixture.RunAsync(Talks + "exit 7");
        Assert.True(Assert.Single(fixture.Server.Logs).Failed);
        Assert.Single(fixture.Server.Failed);
    }

    [Fact]
    public async Task A_job_that_says_little_or_nothing_costs_no_request_for_its_log()
    {
        await using var fixture = new PilotFixture();
        await AddAsync(fixture, Token);
        await fixture.AddJobAsync(2, "noop");
        await fixture.RunAsync("echo a few words; " + PilotFixture.Success);
        Assert.Equal(2, fixture.Server.Uploaded.Count);
        Assert.Empty(fixture.Server.Logs);
        Assert.DoesNotContain(fixture.Server.RequestIds, request => request.Route.EndsWith("/log", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404)] // a server of the version before
    [InlineData(409)]
    [InlineData(507)]
    public async Task A_log_that_is_not_taken_is_told_and_the_job_is_done_all_the_same(int status)
    {
        await using var fixture = new PilotFixture();
        await AddAsync(fixture, Token);
        fixture.Server.Interfere = route => route.EndsWith("/log", StringComparison.Ordinal) ? status : null;
        await fixture.RunAsync(Talks + PilotFixture.Success);
        Assert.Single(fixture.Server.Uploaded);
        Assert.Contains("job 1 attempt 1: its whole log is lost", fixture.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_is_killed_sends_what_its_payload_had_said_however_short_and_reports_no_end()
    {
        await using var fixture = new PilotFixture();
        await AddAsync(fixture, Token);
        fixture.Server.OnHeartbeat = beat => new HeartbeatReply(File.Exists(fixture["said"]) ? beat.Leases : [], false);
        await fixture.RunAsync($"echo I began; : > '{fixture["said"]}'; exec sleep 600");
        var log = Assert.Single(fixture.Server.Logs);
        Assert.Equal((Routes.Log(1, 1), Token, true), (log.Route, log.Token, log.Failed));
        using var text = new StreamReader(new BrotliStream(new MemoryStream(log.Bytes), CompressionMode.Decompress), Encoding.UTF8);
        Assert.Equal("I began\n", await text.ReadToEndAsync());
        Assert.Empty(fixture.Server.Failed);
    }

    private static async Task AddAsync(PilotFixture fixture, string token)
    {
        var job = await fixture.AddJobAsync() with { OutputToken = token };
        fixture.Server.Jobs.Clear();
        fixture.Server.Jobs.Enqueue(job);
    }
}
