using System.Security.Cryptography;
using System.Text;
using Fathom.Compute.Releases;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

public sealed class PilotFilesTests
{
    private const string Token = "create.scope.1.mac";

    [Fact]
    public async Task Outputs_for_a_folder_that_the_node_does_not_see_go_through_the_server_with_the_attempts_token()
    {
        await using var fixture = new PilotFixture();
        var job = await AddAsync(fixture, job => job with { OutputElement = job.OutputElement with { Name = "far", Root = fixture["not/here"] } });
        await fixture.RunAsync(PilotFixture.Success);
        var output = Assert.Single(fixture.Server.Outputs);
        Assert.Equal(($"far/{job.OutputPath}/x.root", Token, "made"), (output.Path, output.Token, Encoding.UTF8.GetString(output.Bytes)));
        var uploaded = Assert.Single(Assert.Single(fixture.Server.Uploaded).Outputs);
        Assert.Equal(($"{job.OutputPath}/x.root", 4, "04080198"), (uploaded.Path, uploaded.Size, uploaded.Adler32));
        Assert.False(Directory.Exists(fixture["not"]));
    }

    [Fact]
    public async Task A_payload_sees_no_token_in_its_environment_arguments_or_files()
    {
        await using var fixture = new PilotFixture();
        await AddAsync(fixture, job => job);
        // What the payload can see of itself goes into its output.
        const string Look = """{ env; tr '\0' '\n' < /proc/$$/cmdline; find . -type f -exec cat {} +; } > out/seen; """;
        await fixture.Server.StartAsync();
        fixture.Server.Drain = true;
        Assert.Equal(0, await fixture.StartPilot($"{Look} cp out/seen {fixture["seen"]}; rm out/seen; {PilotFixture.Success}"));
        var seen = await File.ReadAllTextAsync(fixture["seen"]);
        Assert.Contains("TMPDIR=", seen, StringComparison.Ordinal); // it did look
        Assert.Contains("\"outputFolder\"", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeServer.Secret, seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_release_that_a_command_names_is_brought_checked_and_run()
    {
        await using var fixture = new PilotFixture();
        var marker = Guid.NewGuid().ToString("N");
        var release = Encoding.UTF8.GetBytes($"#!/bin/sh\necho released {marker} $1\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(release));
        fixture.Server.Content[hash] = release;
        await fixture.AddJobAsync(1, "command", ("command", "{release}"), ("release", hash), ("args", "{stem}"));
        await fixture.RunAsync("exit 1");
        var uploaded = Assert.Single(fixture.Server.Uploaded);
        Assert.Contains($"released {marker} in", uploaded.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_of_several_files_is_brought_unpacked_and_its_program_finds_what_came_with_it()
    {
        await using var fixture = new PilotFixture();
        var marker = Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(fixture["from/bin"]);
        await File.WriteAllTextAsync(fixture["from/bin/run"], "#!/bin/sh\ncat \"$(dirname \"$0\")/../table\"\n");
        File.SetUnixFileMode(fixture["from/bin/run"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(fixture["from/table"], $"table {marker}\n");
        using var archive = new MemoryStream();
        ReleaseArchive.Pack(fixture["from"], archive);
        var hash = Convert.ToHexStringLower(SHA256.HashData(archive.ToArray()));
        fixture.Server.Content[hash] = archive.ToArray();
        foreach (var job in new long[] { 1, 2 })
        {
            await fixture.AddJobAsync(job, "command", ("command", "{release}/bin/run"), ("release", hash), ("release.kind", "tar"));
        }
        await fixture.RunAsync("exit 1");
        Assert.Equal([$"table {marker}\n", $"table {marker}\n"], fixture.Server.Uploaded.Select(uploaded => uploaded.LogTail));
        Assert.Single(fixture.Server.RequestIds, request => request.Route == Routes.Content(hash));
    }

    [Fact]
    public async Task A_release_with_other_bytes_is_not_run_and_the_job_is_tried_elsewhere()
    {
        await using var fixture = new PilotFixture();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Guid.NewGuid().ToByteArray()));
        fixture.Server.Content[hash] = Encoding.UTF8.GetBytes($"#!/bin/sh\ntouch {fixture["ran"]}\n");
        await fixture.AddJobAsync(1, "command", ("command", "{release}"), ("release", hash));
        await fixture.RunAsync("exit 1");
        var failed = Assert.Single(fixture.Server.Failed);
        Assert.Equal((FailureOrigin.Infrastructure, "ContentDamaged"), (failed.Evidence.Origin, failed.Evidence.Cause));
        Assert.False(File.Exists(fixture["ran"]));
    }

    private static async Task<LeasedJob> AddAsync(PilotFixture fixture, Func<LeasedJob, LeasedJob> change)
    {
        var job = change(await fixture.AddJobAsync() with { OutputToken = Token });
        fixture.Server.Jobs.Clear();
        fixture.Server.Jobs.Enqueue(job);
        return job;
    }
}
