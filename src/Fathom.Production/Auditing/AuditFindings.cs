namespace Fathom.Production.Auditing;

/// <summary>Collects findings.</summary>
internal sealed class AuditFindings
{
    private readonly List<AuditFinding> _all = [];

    public IReadOnlyList<AuditFinding> All => _all;

    public void Add(AuditFault fault, string subject, string detail) => _all.Add(new AuditFinding(fault, subject, detail));

    /// <summary>A state that is not the fold of its events.</summary>
    public void Mismatch(string subject, string what, object? expected, object? found)
    {
        if (!Equals(expected, found))
        {
            Add(AuditFault.Mismatched, subject, $"{what}: the events give {expected ?? "nothing"}, the table has {found ?? "nothing"}.");
        }
    }
}
