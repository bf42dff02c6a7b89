using Fathom.Production.Protocol;

namespace Fathom.Compute.Payload;

/// <summary>How a payload process ended.</summary>
/// <param name="ExitCode">Its exit code, where it ended itself.</param>
/// <param name="Signal">The signal that ended it, where one did.</param>
/// <param name="LogTail">Last lines of its log.</param>
/// <param name="Use">Resources it used.</param>
/// <param name="Breach">The limit for which the pilot ended it, where it did.</param>
public sealed record PayloadOutcome(int? ExitCode, int? Signal, string LogTail, ResourceUse Use, LimitBreach? Breach = null);
