using Fathom.Production.Protocol;

namespace Fathom.Production.Diagnosis;

/// <summary>Everything that is known of one failed attempt, as the rules see it.</summary>
/// <param name="Failure">What the pilot or the server reported: origin, declared cause, message, exit code, signal, log tail, use.</param>
/// <param name="Limits">What the attempt was allowed to use.</param>
/// <param name="EngineVerdict">What the batch system says of its slot, such as Slurm's "OUT_OF_MEMORY"; empty where it says nothing.</param>
/// <param name="StorageError">The storage element's own words; empty where it was not asked or did not complain.</param>
/// <param name="Host">Where it ran.</param>
/// <param name="Site">Site of the host.</param>
/// <param name="Element">Storage element that is to blame; where none is, that of its outputs.</param>
public sealed record AttemptEvidence(
    FailureEvidence Failure, ResourceLimits Limits, string EngineVerdict, string StorageError, string Host, string Site, string Element)
{
    /// <summary>Evidence as it was reported: what is told of a slot is the batch system's word.</summary>
    /// <param name="failure">The report.</param>
    /// <param name="host">Where it happened.</param>
    /// <param name="site">Site of the host.</param>
    /// <param name="element">Storage element that is to blame, else that of its outputs.</param>
    public static AttemptEvidence Of(FailureEvidence failure, string host = "", string site = "", string element = "") =>
        new(failure, failure.Limits ?? ResourceLimits.None, IsOfSlot(failure) ? failure.Detail : "", "", host, site, element);

    private static bool IsOfSlot(FailureEvidence failure) => failure.Origin == FailureOrigin.Infrastructure
        && (failure.Cause == "NodeFailed" || failure.Cause.StartsWith("Pilot", StringComparison.Ordinal));
}
