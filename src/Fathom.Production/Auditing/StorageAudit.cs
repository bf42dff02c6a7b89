using Fathom.Storage.Elements;

namespace Fathom.Production.Auditing;

/// <summary>Compares what the ledger knows of an element with what lies there.</summary>
/// <remarks>The element is listed before the ledger is read, and what looks wrong is looked at again, so that a server at work
/// beside the audit gives no false finding.</remarks>
internal sealed class StorageAudit(AuditFindings findings, bool deep)
{
    /// <summary>The files of an element, by path.</summary>
    public static Dictionary<string, StoredFile> List(IStorageElement element) =>
        element.List("").ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>Compares; returns the number of valid replicas.</summary>
    public async Task<long> RunAsync(
        IStorageElement element, Dictionary<string, StoredFile> listed, KnownPaths known, CancellationToken cancellation)
    {
        long replicas = 0;
        foreach (KnownReplica replica in known.Valid)
        {
            cancellation.ThrowIfCancellationRequested();
            replicas++;
            await CheckAsync(element, replica, listed.GetValueOrDefault(replica.Path), cancellation);
        }

        foreach (StoredFile file in listed.Values)
        {
            if (known.Classify(file.Path) is { } fault && element.Stat(file.Path) is not null)
            {
                findings.Add(fault, $"{element.Name}:{file.Path}", $"{file.Size} bytes {Meaning(fault)}.");
            }
        }

        return replicas;
    }

    /// <summary>Replicas at an element that this process does not reach.</summary>
    public long Unreachable(string element, KnownPaths known)
    {
        long replicas = 0;
        foreach (KnownReplica replica in known.Valid)
        {
            replicas++;
            findings.Add(AuditFault.Lost, $"{element}:{replica.Path}", $"replica {replica.Id} of {replica.Lfn}: the element cannot be reached.");
        }

        return replicas;
    }

    private async Task CheckAsync(IStorageElement element, KnownReplica replica, StoredFile? listed, CancellationToken cancellation)
    {
        string subject = $"{element.Name}:{replica.Path}";
        if ((listed ?? element.Stat(replica.Path)) is not { } found)
        {
            findings.Add(AuditFault.Lost, subject, $"replica {replica.Id} of {replica.Lfn} is not there.");
            return;
        }

        // Stat again where the listing was taken before the checksum was stored.
        found = found.Adler32 is null ? element.Stat(replica.Path) ?? found : found;
        if (found.Size != replica.Size || found.Adler32 != replica.Adler32)
        {
            findings.Add(
                AuditFault.Corrupt, subject,
                $"{replica.Lfn}: expected {replica.Size} bytes, adler32 {replica.Adler32}; found {found.Size}, {found.Adler32 ?? "no stored checksum"}.");
            return;
        }

        if (deep && await ReadAsync(element, replica, cancellation) is { } read && read != replica.Adler32)
        {
            findings.Add(AuditFault.Corrupt, subject, $"{replica.Lfn}: expected bytes of adler32 {replica.Adler32}; read {read}.");
        }
    }

    private static async Task<string?> ReadAsync(IStorageElement element, KnownReplica replica, CancellationToken cancellation)
    {
        try
        {
            return await element.ChecksumAsync(replica.Path, cancellation);
        }
        catch (StorageException fault)
        {
            return fault.Message;
        }
    }

    private static string Meaning(AuditFault fault) => fault == AuditFault.Orphan ? "wait for the sweep" : "are known to nobody";
}
