namespace Fathom.Production.Auditing;

/// <summary>What an audit looks for.</summary>
public enum AuditFault
{
    /// <summary>A valid replica of the catalogue whose bytes are not there.</summary>
    Lost,

    /// <summary>An input that is in two jobs, or has two valid outputs of a kind.</summary>
    Double,

    /// <summary>Bytes at an element that nobody knows.</summary>
    Dark,

    /// <summary>Bytes at the path of a closed writer, or marked for deletion, that wait for the sweep. No fault in itself.</summary>
    Orphan,

    /// <summary>Bytes whose size or checksum is not the catalogue's.</summary>
    Corrupt,

    /// <summary>A state that is not the fold of its events.</summary>
    Mismatched,
}

/// <summary>One finding.</summary>
/// <param name="Fault">What it is.</param>
/// <param name="Subject">What it is about: a job, a replica, element:path, ….</param>
/// <param name="Detail">What was expected and found.</param>
public sealed record AuditFinding(AuditFault Fault, string Subject, string Detail);

/// <summary>The outcome of an audit.</summary>
/// <param name="Deep">True where the bytes were read.</param>
/// <param name="Lost">Findings of that kind.</param>
/// <param name="Double">Findings of that kind.</param>
/// <param name="Dark">Findings of that kind.</param>
/// <param name="Orphan">Findings of that kind; they do not fail the audit.</param>
/// <param name="Corrupt">Findings of that kind.</param>
/// <param name="Mismatched">Findings of that kind.</param>
/// <param name="Events">Events that were folded.</param>
/// <param name="Replicas">Valid replicas that were compared.</param>
/// <param name="Findings">Every finding.</param>
public sealed record AuditReport(
    bool Deep, int Lost, int Double, int Dark, int Orphan, int Corrupt, int Mismatched, long Events, long Replicas,
    IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>True where nothing was found but orphans.</summary>
    public bool IsClean => Findings.All(finding => finding.Fault == AuditFault.Orphan);

    /// <summary>Exit code of the command: 0 where clean, 1 otherwise.</summary>
    public int ExitCode => IsClean ? 0 : 1;

    internal static AuditReport Of(bool deep, long events, long replicas, IReadOnlyList<AuditFinding> findings)
    {
        int Count(AuditFault fault) => findings.Count(finding => finding.Fault == fault);
        return new AuditReport(
            deep, Count(AuditFault.Lost), Count(AuditFault.Double), Count(AuditFault.Dark), Count(AuditFault.Orphan),
            Count(AuditFault.Corrupt), Count(AuditFault.Mismatched), events, replicas, findings);
    }
}
