using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

public sealed class PilotTests : IAsyncLifetime
{
    private readonly PilotFixture at = new();

    [Fact]
    public async Task A_job_is_run_and_its_output_lies_at_the_attempts_own_path()
    {
        var job = await at.AddJobAsync();
        await at.RunAsync(PilotFixture.Success);

        var uploaded = Assert.Single(at.Server.Uploaded);
        Assert.Equal(job.Fence, uploaded.Fence);
        Assert.Equal(
            new UploadedOutput("ESD", "Demo/ESD/x.root", "Demo/ESD/1/1-abc/x.root", 4, "04080198", 3, "{}"), Assert.Single(uploaded.Outputs));
        Assert.Equal("04080198", await at.Element.ChecksumAsync("Demo/ESD/1/1-abc/x.root", default));
        Assert.Equal(job.Fence, Assert.Single(at.Server.Started).Fence);
        Assert.True(uploaded.Use.WallSeconds > 0);
        Assert.Empty(at.Server.Failed);
        Assert.Single(at.Server.Ended);
    }

    [Fact]
    public async Task The_payload_gets_the_request_and_nothing_of_the_pilots_environment()
    {
        Environment.SetEnvironmentVariable("FATHOM_TEST_TOKEN", "secret");
        await at.AddJobAsync();
        await at.RunAsync("""{ env; echo "args $0 $1 $2"; cat "$3"; } >&2; exit 3""");
        var tail = Assert.Single(at.Server.Failed).Evidence.LogTail;
        Assert.DoesNotContain("FATHOM_TEST_TOKEN", tail, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeServer.Secret, tail, StringComparison.Ordinal);
        Assert.DoesNotContain("token-", tail, StringComparison.Ordinal);
        Assert.Contains("PATH=", tail, StringComparison.Ordinal);
        Assert.Contains("args payload payload --request", tail, StringComparison.Ordinal);
        Assert.Contains(at["se/input"], tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_replica_is_passed_over_for_the_next()
    {
        File.WriteAllText(at["se/damaged"], "raw bytez");
        await at.AddJobAsync(1, "damaged", "gone", "../outside", "input");
        await at.RunAsync($"grep -q '{at["se/input"]}' request.json && {PilotFixture.Success}");
        Assert.Single(at.Server.Uploaded);
    }

    [Fact]
    public async Task An_input_without_a_good_replica_is_a_loss_of_the_infrastructure_that_names_each()
    {
        File.WriteAllText(at["se/damaged"], "raw bytez");
        await at.AddJobAsync(1, "damaged", "gone");
        await at.RunAsync("exit 0");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Infrastructure, "InputDamaged"), (evidence.Origin, evidence.Cause));
        Assert.Contains("se:damaged", evidence.Detail, StringComparison.Ordinal);
        Assert.Contains("se:gone", evidence.Detail, StringComparison.Ordinal);
        Assert.Empty(at.Server.Started);
    }

    [Fact]
    public async Task A_payload_killed_by_a_signal_leaves_the_signal_its_last_lines_and_what_it_used()
    {
        await at.AddJobAsync();
        await at.RunAsync("""i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo "event 17"; echo "going down" >&2; kill -SEGV $$""");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Payload, "PayloadKilled.SIGSEGV", 11, null), (evidence.Origin, evidence.Cause, evidence.Signal, evidence.ExitCode));
        Assert.Contains("event 17\n", evidence.LogTail, StringComparison.Ordinal);
        Assert.Contains("going down\n", evidence.LogTail, StringComparison.Ordinal);
        Assert.True(evidence.Use is { CpuSeconds: > 0, WallSeconds: > 0, MaxRssBytes: > 100_000 }, $"{evidence.Use}");
    }

    [Fact]
    public async Task A_cause_that_the_step_names_reaches_the_server()
    {
        await at.AddJobAsync();
        await at.RunAsync("""echo '{"outputs":[],"remark":"","cause":"RawFileNotRaw","detail":"x.raw at byte 0"}' > result.json; exit 10""");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Payload, "RawFileNotRaw", "x.raw at byte 0", 10), (evidence.Origin, evidence.Cause, evidence.Detail, evidence.ExitCode));
    }

    [Theory]
    [InlineData("; rm out/x.root", "OutputLost")]
    [InlineData("; printf mad_ > out/x.root", "OutputLost")]
    [InlineData("; printf '{' > result.json", "PayloadResultMissing")]
    [InlineData("; rm result.json", "PayloadResultMissing")]
    public async Task An_output_that_is_not_what_the_payload_reported_is_never_reported_as_uploaded(string damage, string cause)
    {
        await at.AddJobAsync();
        await at.RunAsync(PilotFixture.Success + damage);
        Assert.Equal((FailureOrigin.Payload, cause), (Assert.Single(at.Server.Failed).Evidence.Origin, at.Server.Failed.First().Evidence.Cause));
        Assert.Empty(at.Server.Uploaded);
    }

    [Fact]
    public async Task A_payload_that_fails_while_the_element_it_reads_from_is_away_is_a_loss_of_that_element()
    {
        await at.AddJobAsync();
        await at.RunAsync($"mv {at.Element.Root} {at.Element.Root}.unmounted; exit 1");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Infrastructure, "StorageAway", "se", 1), (evidence.Origin, evidence.Cause, evidence.Element, evidence.ExitCode));
    }

    [Fact]
    public async Task A_payload_that_does_nothing_because_the_element_it_reads_from_is_away_is_a_loss_of_that_element()
    {
        await at.AddJobAsync(1, "step", ("limit.idleSeconds", "0.5"));
        await at.RunAsync($"mv {at.Element.Root} {at.Element.Root}.unmounted; exec sleep 60");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Infrastructure, "StorageAway", "se"), (evidence.Origin, evidence.Cause, evidence.Element));
    }

    [Fact]
    public async Task A_payload_that_cannot_be_started_and_an_element_that_is_not_there_are_losses_of_the_infrastructure()
    {
        var job = await at.AddJobAsync();
        at.Server.Jobs.Clear();
        at.Server.Jobs.Enqueue(job with { OutputElement = new StorageElementAddress("away", "folder", at["not/mounted"]) });
        at.Server.Jobs.Enqueue(job with { Fence = new LeaseReference(2, 1, "lease-2"), OutputElement = new StorageElementAddress("eos", "xrootd", "root://eos") });
        await at.RunAsync(PilotFixture.Success);
        Assert.Equal(["StorageAway", "StorageDenied"], at.Server.Failed.Select(failed => failed.Evidence.Cause));
        Assert.All(at.Server.Failed, failed => Assert.Equal(FailureOrigin.Infrastructure, failed.Evidence.Origin));
        Assert.All(at.Server.Failed, failed => Assert.Equal(0, failed.Evidence.Use.WallSeconds)); // before anything was computed
        Assert.Equal(2, at.Server.Failed.Count);
        Assert.False(Directory.Exists(at["not"]));
    }

    [Fact]
    public async Task An_output_path_that_is_taken_is_not_overwritten()
    {
        await at.AddJobAsync();
        await at.Element.CreateAsync("Demo/ESD/1/1-abc/x.root", new MemoryStream([7]), default);
        await at.RunAsync(PilotFixture.Success);
        Assert.Equal("StorageConflict", Assert.Single(at.Server.Failed).Evidence.Cause);
        Assert.Equal(1, at.Element.Stat("Demo/ESD/1/1-abc/x.root")!.Size);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await at.DisposeAsync();
}
