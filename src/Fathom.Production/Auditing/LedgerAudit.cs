using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Log;
using Fathom.Database.Writing;
using Fathom.Production.Accounting;
using Fathom.Storage.Elements;

namespace Fathom.Production.Auditing;

/// <summary>Recomputes the state from the events, and compares the catalogue with what the storage elements hold.</summary>
/// <param name="database">The workspace's database; reading is enough, and a server may be at work beside it.</param>
/// <param name="elements">The elements that this process reaches.</param>
public sealed class LedgerAudit(WorkspaceDatabase database, StorageElements elements)
{
    /// <summary>Runs the audit.</summary>
    /// <param name="deep">Reads the bytes of every valid replica, and counts the accounting again; otherwise size and stored checksum are compared.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<AuditReport> RunAsync(bool deep, CancellationToken cancellation)
    {
        var findings = new AuditFindings();
        long events = AuditEvents(findings);
        if (deep)
        {
            // Every event is read a second time, whole: what ended attempts used lies in bodies that no fold of states looks at.
            foreach (string difference in AccountingAudit.Differences(database))
            {
                findings.Add(AuditFault.Mismatched, "accounting", difference);
            }
        }

        long replicas = 0;
        var storage = new StorageAudit(findings, deep);
        foreach (StorageElementEntry entry in database.Read(StorageElementRegistry.List))
        {
            IStorageElement? element = elements.Find(entry.Name);
            Dictionary<string, StoredFile> listed = element is null ? [] : StorageAudit.List(element);
            KnownPaths known = database.Read(connection => new KnownPaths(connection, entry.Name));
            replicas += element is null
                ? storage.Unreachable(entry.Name, known)
                : await storage.RunAsync(element, listed, known, cancellation);
        }

        return AuditReport.Of(deep, events, replicas, findings.All);
    }

    // The tables are read in one snapshot, and the events that it had.
    private long AuditEvents(AuditFindings findings) => database.Read(connection =>
    {
        new InputAudit(findings).Run(connection);
        long last = EventLog.Newest(connection);
        var jobs = new JobAudit(findings);
        var states = new StateAudit(findings);
        FoldEvents.Read(database, last, events =>
        {
            foreach (FoldEvent happened in events)
            {
                if (happened.Subject == Subjects.Job)
                {
                    jobs.Apply(happened);
                }
                else
                {
                    states.Apply(happened);
                }
            }
        });
        jobs.Compare(connection);
        states.Compare(connection);
        return last;
    });
}
