namespace Fathom.Database.Writing;

/// <summary>Memory that follows the database: it gathers what the works of a group change and writes it in bulk at the group's end.</summary>
/// <remarks>Every member runs on the writer's thread. A work enlists it with <see cref="WriteTransaction.Enlist"/>; it stays for
/// the rest of that group, also where that work itself throws afterwards.</remarks>
public interface IGroupParticipant
{
    /// <summary>Writes what was gathered, before the commit. What it throws fails the whole group.</summary>
    void Flush(WriteTransaction transaction);

    /// <summary>The group is durable; callers are answered next. It must not throw.</summary>
    void Committed();

    /// <summary>The group failed. Nothing of it was kept, unless the problem is <see cref="Faults.WorkspaceProblem.Lost"/>: then its
    /// outcome is unknown. What was gathered is no longer trusted: load again, or end. It must not throw.</summary>
    void Failed(Faults.WorkspaceException reason);
}
