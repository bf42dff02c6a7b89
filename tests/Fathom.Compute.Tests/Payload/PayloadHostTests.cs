using System.Security.Cryptography;
using Fathom.Compute.Payload;
using Fathom.Compute.Steps;
using Fathom.Production.Protocol;
using Fathom.Storage.Checksums;

namespace Fathom.Compute.Tests.Payload;

public sealed class PayloadHostTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SilentPilot pilot = new();
    private readonly StringWriter error = new();

    [Fact]
    public void A_step_that_succeeds_leaves_a_result_with_size_and_checksum_of_its_files()
    {
        var code = Run(new FakeStep(request =>
        {
            File.WriteAllBytes(Path.Combine(request.OutputFolder, "x.root"), [1, 2, 3]);
            return new StepResult([new StepOutput("ESD", "x.root", 7, new Dictionary<string, object> { ["livetimeNs"] = 5L, ["a"] = "b" })], "note");
        }));
        Assert.Equal(PayloadExit.Ok, code);
        Assert.Equal(
            new PayloadOutput("ESD", "x.root", 3, Adler32.Format(Adler32.Of([1, 2, 3])), 7, """{"a":"b","livetimeNs":5}"""),
            Assert.Single(Result()!.Outputs));
        Assert.Equal(("note", null), (Result()!.Remark, Result()!.Cause));
    }

    [Fact]
    public void A_named_failure_has_its_own_exit_code_and_keeps_cause_and_detail()
    {
        Assert.Equal(PayloadExit.StepFailed, Run(new FakeStep(_ => throw new StepFailedException("RawFileTruncated", "x.raw at byte 12"))));
        Assert.Equal(("RawFileTruncated", "x.raw at byte 12"), (Result()!.Cause, Result()!.Detail));
        Assert.Contains("RawFileTruncated: x.raw at byte 12", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_other_exception_is_a_crash_named_after_its_type_with_the_stack_in_the_log()
    {
        Assert.Equal(PayloadExit.Crashed, Run(new FakeStep(_ => throw new InvalidDataException("odd"))));
        Assert.Equal(("PayloadCrashed.InvalidDataException", "odd"), (Result()!.Cause, Result()!.Detail));
        Assert.Contains(nameof(Any_other_exception_is_a_crash_named_after_its_type_with_the_stack_in_the_log), error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.root", "OutputMissing")]
    [InlineData("../escape", "OutputMisnamed")]
    [InlineData("", "OutputMisnamed")]
    public void An_output_that_is_not_there_is_no_output(string name, string cause)
    {
        File.WriteAllText(folder["escape"], "x");
        var result = new StepResult([new StepOutput("ESD", name, 0, new Dictionary<string, object>())], "");
        Assert.Equal(PayloadExit.StepFailed, Run(new FakeStep(_ => result)));
        Assert.Equal(cause, Result()!.Cause);
    }

    [Fact]
    public void Constants_are_used_only_if_they_are_those_of_the_tag()
    {
        File.WriteAllText(folder["constants"], "gain 1");
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["constants"])));
        var step = new FakeStep(request => new StepResult([], File.ReadAllText(request.ConditionsPath!)));
        var reference = new ConditionsReference("tag", folder["constants"], hash);

        Assert.Equal(PayloadExit.Ok, Run(step, reference));
        Assert.Equal("gain 1", Result()!.Remark);
        File.WriteAllText(folder["constants"], "gain 2");
        Assert.Equal(PayloadExit.StepFailed, Run(step, reference));
        Assert.Equal("ConditionsChanged", Result()!.Cause);
        File.Delete(folder["constants"]);
        Assert.Equal(PayloadExit.StepFailed, Run(step, reference));
        Assert.Equal("ConditionsMissing", Result()!.Cause);
    }

    [Fact]
    public void An_unknown_step_and_a_broken_request_are_told_apart()
    {
        Assert.Equal(PayloadExit.StepFailed, Run(new FakeStep(_ => throw new InvalidOperationException()), step: "other"));
        Assert.Equal("StepUnknown", Result()!.Cause);
        File.WriteAllText(folder["request.json"], "{\"step\":");
        Assert.Equal(PayloadExit.BadRequest, Host(new FakeStep(_ => throw new InvalidOperationException())).Run(
            folder["request.json"], Stream.Null, TextWriter.Null, error));
        Assert.Contains("request.json", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_pilot_goes_away_the_step_is_cancelled_and_the_process_ended()
    {
        using var ended = new ManualResetEventSlim();
        var code = 0;
        var step = new FakeStep((_, cancellation) =>
        {
            pilot.GoAway();
            Assert.True(cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        });
        Assert.Equal(PayloadExit.Cancelled, Run(step, end: exit =>
        {
            code = exit;
            ended.Set();
        }));
        Assert.True(ended.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(PayloadExit.Cancelled, code);
        Assert.Null(Result());
    }

    public void Dispose()
    {
        pilot.GoAway();
        folder.Dispose();
        error.Dispose();
    }

    private static PayloadHost Host(IStep step, Action<int>? end = null) => new([step], end ?? (_ => { }));

    private PayloadResult? Result() => PayloadFiles.ReadResult(folder["result.json"]);

    private int Run(FakeStep fake, ConditionsReference? conditions = null, string step = "fake", Action<int>? end = null)
    {
        Directory.CreateDirectory(folder["out"]);
        PayloadFiles.WriteRequest(
            folder["request.json"],
            new PayloadRequest(step, [], folder["out"], folder["result.json"], conditions, new Dictionary<string, string>()));
        return Host(fake, end).Run(folder["request.json"], pilot, TextWriter.Null, error);
    }

    private sealed class FakeStep(Func<StepRequest, CancellationToken, StepResult> run) : IStep
    {
        public FakeStep(Func<StepRequest, StepResult> run)
            : this((request, _) => run(request))
        {
        }

        public string Name => "fake";

        public StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation) => run(request, cancellation);
    }

    /// <summary>A standard input on which nothing is said until it ends.</summary>
    private sealed class SilentPilot : MemoryStream
    {
        private readonly ManualResetEventSlim gone = new();

        public void GoAway() => gone.Set();

        public override int Read(byte[] buffer, int offset, int count)
        {
            gone.Wait();
            return 0;
        }

        public override int Read(Span<byte> buffer)
        {
            gone.Wait();
            return 0;
        }
    }
}
