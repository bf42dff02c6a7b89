using Fathom.Compute.Payload;
using Fathom.Production.Campaigns;

namespace Fathom.Compute.Tests.Payload;

/// <summary>Self-tests of payloads, in processes of their own.</summary>
public sealed class PayloadSelfTestTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_command_that_is_there_and_ends_with_0_passes() => Assert.Null(await RunAsync(("command", "sh"), ("self-test", """["-c", "exit 0"]""")));

    [Fact]
    public async Task A_command_without_a_self_test_is_looked_up_and_filled_in_alone() =>
        Assert.Null(await RunAsync(("command", "false"), ("args", """["{input}", "{output.B}", "{stem}"]"""), ("output.B", "{stem}.b")));

    [Theory]
    [InlineData("no-such-program", "CommandNotFound")]
    [InlineData("/no/such/program", "CommandNotFound")]
    [InlineData("/etc/passwd", "is not executable")]
    [InlineData("", "CommandMissing")]
    public async Task An_executable_that_cannot_be_started_is_named(string program, string said) =>
        Assert.Contains(said, await RunAsync(("command", program)), StringComparison.Ordinal);

    [Theory]
    [InlineData("args", "{nobody}", "CommandMisdescribed")]
    [InlineData("args", "{conditions}", "CommandMisdescribed")]
    [InlineData("self-test", "--version", "CommandMisdescribed")]
    [InlineData("output.C", "x", "of kind C")]
    public async Task What_would_fail_each_job_fails_the_self_test(string parameter, string value, string said) =>
        Assert.Contains(said, await RunAsync(("command", "true"), (parameter, value)), StringComparison.Ordinal);

    [Fact]
    public async Task Two_declared_outputs_are_one_too_many() =>
        Assert.Contains("declares 2", await RunAsync(("command", "true"), ("output.B", "x"), ("output.C", "y")), StringComparison.Ordinal);

    [Fact]
    public async Task A_self_test_that_fails_says_what_the_program_said_and_with_which_environment_it_ran()
    {
        Environment.SetEnvironmentVariable("FATHOM_SELF_TEST_SECRET", "stolen");
        string? said = await RunAsync(
            ("command", "sh"), ("env.MODE", "strict"), ("self-test", """["-c", "echo mode=$MODE secret=$FATHOM_SELF_TEST_SECRET; exit 3"]"""));
        Assert.Equal("it ended with 3: mode=strict secret=", said);
    }

    [Fact]
    public async Task A_self_test_that_does_not_end_is_killed_with_its_children_and_has_failed()
    {
        var step = Step("command", ("command", "sh"), ("self-test", """["-c", "sleep 600 & sleep 600"]"""));
        string? said = await new PayloadSelfTest(new SelfCommand("/bin/true", []), TimeSpan.FromMilliseconds(200), TimeProvider.System).RunAsync(step, CancellationToken.None);
        Assert.Equal("it had not ended after 0.2 s", said);
    }

    [Theory]
    [InlineData("/bin/true", null)]
    [InlineData("/bin/false", "it ended with 1")]
    public async Task One_of_Fathoms_own_steps_is_started_in_its_payload_process(string program, string? said) => Assert.Equal(
        said, await new PayloadSelfTest(new SelfCommand(program, []), Patience, TimeProvider.System).RunAsync(Step("decode"), CancellationToken.None));

    [Theory]
    [InlineData(null, PayloadExit.Ok)]
    [InlineData("/no/such/description.json", PayloadExit.StepFailed)]
    public async Task The_payload_process_of_a_self_test_loads_what_the_parameters_name_and_reads_no_input(string? detector, int expected)
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> parameters = detector is null ? [] : new() { ["detector"] = detector };
        string request = folder["request.json"];
        PayloadFiles.WriteRequest(request, new PayloadRequest("decode", [], folder.Path, folder["result.json"], null, parameters, SelfTest: true));
        var never = new System.IO.Pipelines.Pipe();
        // Its watch may still read when the host has ended: only the writer ends the stream.
        await using Stream parent = never.Reader.AsStream(leaveOpen: true);
        Assert.Equal(expected, new PayloadHost(Compute.Steps.StepCatalogue.Default.All, _ => { }).Run(request, parent, TextWriter.Null, TextWriter.Null));
        await never.Writer.CompleteAsync();
    }

    private static Task<string?> RunAsync(params (string Name, string Value)[] parameters) =>
        new PayloadSelfTest(new SelfCommand("/bin/true", []), Patience, TimeProvider.System).RunAsync(Step("command", parameters), CancellationToken.None);

    private static TransformationDefinition Step(string step, params (string Name, string Value)[] parameters) =>
        new("A-B", step, "A", "B", false, parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
}
