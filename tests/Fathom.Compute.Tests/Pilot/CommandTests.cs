using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>External commands as payloads, and the limits of every payload.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly PilotFixture at = new();

    public CommandTests() => at.Server.Batches = true;

    [Fact]
    public async Task A_command_reads_its_inputs_and_its_declared_outputs_are_uploaded()
    {
        await at.AddJobAsync(1, "command", ("command", "cp"), ("args", """["{input}", "{output.ESD}"]"""), ("output.ESD", "{stem}-{job}.esd"));
        await at.RunAsync("exit 9");
        var output = Assert.Single(Assert.Single(at.Server.Uploaded).Outputs);
        Assert.Equal(("ESD", "Demo/ESD/in-1.esd", 9), (output.Kind, output.Lfn, output.Size));
        Assert.Equal("raw bytes", File.ReadAllText(at["se/Demo/ESD/1/1-abc/in-1.esd"]));
    }

    [Fact]
    public async Task A_command_whose_read_was_granted_a_pace_reads_what_the_pilot_brought_and_that_is_told()
    {
        // 9 bytes are read, 9 are written, 15 are allowed: what was brought is none of the output.
        var job = await at.AddJobAsync(
            1, "command", ("command", "/bin/sh"), ("args", """["-c", "cp $0 $1; sleep 0.3", "{input}", "{output.ESD}"]"""), ("output.ESD", "{stem}.esd"),
            ("limit.outputMiB", "0.000015"));
        at.Server.Jobs.Clear();
        at.Server.Jobs.Enqueue(job with { Inputs = [job.Inputs[0] with { BytesPerSecond = 90 }] });
        await at.RunAsync("exit 9");
        Assert.InRange(Assert.Single(at.Server.Started).ReadSeconds!.Value, 0.1, 30);
        var uploaded = Assert.Single(at.Server.Uploaded);
        Assert.Equal((9, 9), (Assert.Single(uploaded.Outputs).Size, uploaded.Use.BytesRead));
        Assert.True(uploaded.Use.WallSeconds >= 0.1, "the slot was taken by the reading");
    }

    [Fact]
    public async Task What_a_command_said_is_its_output_where_it_declares_none()
    {
        await at.AddJobAsync(1, "command", ("command", "echo"), ("args", "hello"));
        await at.RunAsync("exit 9");
        var output = Assert.Single(Assert.Single(at.Server.Uploaded).Outputs);
        Assert.Equal(("ESD", "Demo/ESD/in.log", 6), (output.Kind, output.Lfn, output.Size));
    }

    [Theory]
    [InlineData("true", "", "OutputMissing")]
    [InlineData("no-such-program", "", "CommandNotFound")]
    [InlineData("true", "{nobody}", "CommandMisdescribed")]
    [InlineData("true", "[1", "CommandMisdescribed")]
    [InlineData("false", "", "PayloadExit.1")]
    public async Task What_is_wrong_with_a_command_is_named(string command, string args, string cause)
    {
        await at.AddJobAsync(1, "command", ("command", command), ("args", args), ("output.ESD", "x.esd"));
        await at.RunAsync("exit 9");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Payload, cause), (evidence.Origin, evidence.Cause));
    }

    [Fact]
    public async Task An_executable_that_is_not_there_is_no_failure_of_the_payload()
    {
        await at.AddJobAsync(1, "command", ("command", "/no/such/program"));
        await at.RunAsync("exit 9");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Infrastructure, "PayloadNotStarted"), (evidence.Origin, evidence.Cause));
        Assert.Contains("/no/such/program", evidence.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_sees_no_token_in_its_environment_its_arguments_or_its_open_files()
    {
        Environment.SetEnvironmentVariable("FATHOM_NODE_SETTING", "wanted");
        Environment.SetEnvironmentVariable("FATHOM_NODE_TOKEN", "token-stolen");
        await at.AddJobAsync(
            1, "command", ("command", "sh"), ("env", "FATHOM_NODE_SETTING"), ("env.GREETING", "hello {stem}"),
            ("args", """["-c", "env; tr '\\0' ' ' < /proc/self/cmdline; ls -l /proc/self/fd; ls; exit 3"]"""));
        await at.RunAsync("exit 9");
        var tail = Assert.Single(at.Server.Failed).Evidence.LogTail;
        Assert.Contains("FATHOM_NODE_SETTING=wanted", tail, StringComparison.Ordinal);
        Assert.Contains("GREETING=hello in", tail, StringComparison.Ordinal);
        Assert.DoesNotContain("token-", tail, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeServer.Secret, tail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", tail, StringComparison.Ordinal);
        Assert.DoesNotContain("socket:", tail, StringComparison.Ordinal); // none of the pilot's connections
    }

    [Theory]
    [InlineData("limit.memoryMiB", "30", "x=$(head -c 60000000 /dev/zero | tr '\\0' x); sleep 60", "MemoryLimit")]
    [InlineData("limit.wallSeconds", "0.3", "while :; do :; done", "WallTimeLimit")]
    [InlineData("limit.cpuSeconds", "0.3", "while :; do :; done", "CpuTimeLimit")]
    [InlineData("limit.outputMiB", "1", "head -c 3000000 /dev/zero > big; sleep 60", "OutputSizeLimit")]
    [InlineData("limit.idleSeconds", "0.5", "exec sleep 60", "NoProgress")]
    public async Task A_payload_that_passes_a_limit_is_ended_with_that_cause(string limit, string value, string script, string cause)
    {
        await at.AddJobAsync(1, "command", ("command", "bash"), ("args", $"[\"-c\", \"{script.Replace("\\", "\\\\", StringComparison.Ordinal)}\"]"), (limit, value));
        await at.RunAsync("exit 9");
        var evidence = Assert.Single(at.Server.Failed).Evidence;
        Assert.Equal((FailureOrigin.Payload, cause), (evidence.Origin, evidence.Cause));
        Assert.Contains("the limit is", evidence.Detail, StringComparison.Ordinal);
        Assert.Equal(9, evidence.Signal);
    }

    [Fact]
    public async Task What_a_payload_leaves_behind_ends_with_it()
    {
        await at.AddJobAsync(1, "command", ("command", "sh"), ("args", $$"""["-c", "sleep 600 & echo $! > {{at["left"]}}"]"""));
        await at.RunAsync("exit 9");
        Assert.Single(at.Server.Uploaded);
        var left = int.Parse(File.ReadAllText(at["left"]), System.Globalization.CultureInfo.InvariantCulture);
        await Eventually.IsTrueAsync(() => Compute.Pilot.PilotIdentity.Of(left) is null, "it is gone");
    }

    [Fact]
    public async Task Doing_nothing_makes_a_kibibyte_whose_bytes_follow_from_the_input()
    {
        await at.AddJobAsync(1, "noop");
        await at.AddJobAsync(2, "noop", ("size", "7"));
        await at.RunAsync("exit 9");
        Assert.Equal([7L, 1024L], at.Server.Uploaded.Select(upload => Assert.Single(upload.Outputs).Size).Order());
        Assert.All(at.Server.Uploaded, upload => Assert.Equal("ESD", upload.Outputs[0].Kind));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await at.DisposeAsync();
}
