using Fathom.Compute.Payload;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>What a failure is evidence of: pure functions.</summary>
internal static class Evidence
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
        [31] = "SIGSYS",
    };

    /// <summary>Nothing was used: the payload never ran.</summary>
    private static readonly ResourceUse Nothing = new(0, 0, 0);

    /// <summary>
    /// Evidence of a payload that ended without good outputs. Signals that only come from outside (a person, the batch
    /// system, the kernel out of memory) are the infrastructure's; those of a fault in the program are the payload's.
    /// </summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="result">What it left, if anything.</param>
    /// <param name="foreign">True for a program that knows nothing of our exit codes.</param>
    public static FailureEvidence Of(PayloadOutcome outcome, PayloadResult? result, bool foreign = false) => outcome switch
    {
        { Breach: { } breach } => Make(outcome, FailureOrigin.Payload, breach.Cause, $"The pilot ended the payload: {breach.Detail}."),
        { Signal: { } signal } => Make(
            outcome, signal is 1 or 2 or 9 or 15 ? FailureOrigin.Infrastructure : FailureOrigin.Payload,
            $"PayloadKilled.{NameOf(signal)}", $"The payload was ended by signal {signal} ({NameOf(signal)})."),
        { ExitCode: PayloadExit.StepFailed or PayloadExit.Crashed } when result?.Cause is { Length: > 0 } cause =>
            Make(outcome, FailureOrigin.Payload, cause, result.Detail ?? ""),
        { ExitCode: PayloadExit.Cancelled } when !foreign => Make(
            outcome, FailureOrigin.Infrastructure, "PayloadCancelled", "The payload ended because it lost its pilot."),
        { ExitCode: PayloadExit.Ok } => Make(
            outcome, FailureOrigin.Payload, "PayloadResultMissing", "The payload reported success but left no readable result."),
        _ => Make(outcome, FailureOrigin.Payload, $"PayloadExit.{outcome.ExitCode}", $"The payload ended with exit code {outcome.ExitCode}."),
    };

    /// <summary>Evidence of a payload whose outputs were gone or changed when they were to be uploaded.</summary>
    public static FailureEvidence OfLostOutput(PayloadOutcome outcome, string detail) =>
        Make(outcome, FailureOrigin.Payload, "OutputLost", detail);

    /// <summary>Evidence of a payload that failed while the node's scratch disk was full, whatever it says itself.</summary>
    public static FailureEvidence OfFullScratch(PayloadOutcome outcome) => OfInfrastructure(
        "ScratchFull", $"The node's scratch disk was full when the payload ended with {Ending(outcome)}.", outcome);

    /// <summary>Evidence of a loss that is not the payload's fault.</summary>
    /// <param name="cause">Normalised cause.</param>
    /// <param name="detail">In words.</param>
    /// <param name="outcome">How the payload ended, where it ran.</param>
    /// <param name="element">Storage element that failed; null for none.</param>
    public static FailureEvidence OfInfrastructure(string cause, string detail, PayloadOutcome? outcome = null, string? element = null) => new(
        FailureOrigin.Infrastructure, cause, detail, outcome?.ExitCode, outcome?.Signal, outcome?.LogTail ?? "", outcome?.Use ?? Nothing, element);

    private static FailureEvidence Make(PayloadOutcome outcome, FailureOrigin origin, string cause, string detail) =>
        new(origin, cause, detail, outcome.ExitCode, outcome.Signal, outcome.LogTail, outcome.Use);

    private static string Ending(PayloadOutcome outcome) => outcome.Signal is { } signal
        ? $"signal {NameOf(signal)}" : FormattableString.Invariant($"exit code {outcome.ExitCode}");

    private static string NameOf(int signal) => Names.GetValueOrDefault(signal, FormattableString.Invariant($"signal{signal}"));
}
