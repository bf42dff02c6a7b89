using Fathom.Compute.Payload;
using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

public sealed class EvidenceTests
{
    private static readonly ResourceUse Use = new(1, 2, 3);

    [Theory]
    [InlineData(9, FailureOrigin.Infrastructure, "PayloadKilled.SIGKILL")]
    [InlineData(15, FailureOrigin.Infrastructure, "PayloadKilled.SIGTERM")]
    [InlineData(11, FailureOrigin.Payload, "PayloadKilled.SIGSEGV")]
    [InlineData(6, FailureOrigin.Payload, "PayloadKilled.SIGABRT")]
    [InlineData(42, FailureOrigin.Payload, "PayloadKilled.signal42")]
    public void A_signal_from_outside_is_not_the_payloads_fault(int signal, FailureOrigin origin, string cause)
    {
        var evidence = Evidence.Of(new PayloadOutcome(null, signal, "tail", Use), null);
        Assert.Equal((origin, cause, signal, "tail", Use), (evidence.Origin, evidence.Cause, evidence.Signal, evidence.LogTail, evidence.Use));
    }

    [Fact]
    public void The_step_names_its_own_cause()
    {
        var evidence = Evidence.Of(new PayloadOutcome(10, null, "", Use), new PayloadResult([], "", "RawFileTruncated", "at 12"));
        Assert.Equal((FailureOrigin.Payload, "RawFileTruncated", "at 12", 10), (evidence.Origin, evidence.Cause, evidence.Detail, evidence.ExitCode));
    }

    [Theory]
    [InlineData(0, FailureOrigin.Payload, "PayloadResultMissing")]
    [InlineData(10, FailureOrigin.Payload, "PayloadExit.10")]
    [InlineData(70, FailureOrigin.Payload, "PayloadExit.70")]
    [InlineData(75, FailureOrigin.Infrastructure, "PayloadCancelled")]
    [InlineData(127, FailureOrigin.Payload, "PayloadExit.127")]
    public void Without_a_result_the_exit_code_is_the_cause(int code, FailureOrigin origin, string cause)
    {
        var evidence = Evidence.Of(new PayloadOutcome(code, null, "", Use), null);
        Assert.Equal((origin, cause, code), (evidence.Origin, evidence.Cause, evidence.ExitCode));
    }
}
