using System.Data.Common;
using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Production.Jobs;

namespace Fathom.Production.Auditing;

/// <summary>Everything that the ledger knows of one element's paths, at one instant.</summary>
internal sealed class KnownPaths
{
    private readonly Dictionary<string, KnownReplica> _replicas;
    private readonly Dictionary<string, (AttemptState State, bool Swept)> _attempts;
    private readonly HashSet<string> _waiting;
    private readonly HashSet<string> _copying;

    /// <summary>Reads what is known of an element.</summary>
    public KnownPaths(DbConnection connection, string element)
    {
        _replicas = connection.Select(
            """
            SELECT r.path, r.id, f.lfn, f.size, f.adler32, r.state FROM replica r JOIN file f ON f.id = r.file_id WHERE r.se = @element
            """,
            new { element },
            row => new KnownReplica(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.Name<ReplicaState>(5)))
            .ToDictionary(replica => replica.Path, StringComparer.Ordinal);
        _attempts = connection.Select(
            "SELECT path, state, swept FROM attempt WHERE se = @element", new { element },
            row => (Path: row.GetString(0), State: row.Name<AttemptState>(1), Swept: row.GetInt64(2) != 0))
            .ToDictionary(attempt => attempt.Path, attempt => (attempt.State, attempt.Swept), StringComparer.Ordinal);
        _waiting = Paths(connection, "SELECT path FROM abandoned_path WHERE se = @element UNION SELECT path FROM announced_path WHERE se = @element", element);
        _copying = Paths(connection, "SELECT path FROM transfer WHERE destination = @element AND state = 'Copying'", element);
    }

    /// <summary>Its valid replicas.</summary>
    public IEnumerable<KnownReplica> Valid => _replicas.Values.Where(replica => replica.State == ReplicaState.Valid);

    /// <summary>What bytes at a path are, where they are no fault's absence: null for a valid replica or a live writer's.</summary>
    public AuditFault? Classify(string path)
    {
        if (_replicas.TryGetValue(path, out KnownReplica? replica) && replica.State != ReplicaState.Deleted)
        {
            return replica.State == ReplicaState.Valid ? null : AuditFault.Orphan;
        }

        if (_copying.Contains(path))
        {
            return null;
        }

        return _waiting.Contains(path) ? AuditFault.Orphan : ClassifyByFolder(path);
    }

    private AuditFault? ClassifyByFolder(string path)
    {
        for (int end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (_attempts.TryGetValue(path[..end], out (AttemptState State, bool Swept) attempt))
            {
                return attempt.State.IsLive() ? null : attempt.Swept ? AuditFault.Dark : AuditFault.Orphan;
            }
        }

        return AuditFault.Dark;
    }

    private static HashSet<string> Paths(DbConnection connection, string sql, string element) =>
        [.. connection.Select(sql, new { element }, row => row.GetString(0))];
}

/// <summary>A replica as the catalogue has it.</summary>
internal sealed record KnownReplica(string Path, long Id, string Lfn, long Size, string Adler32, ReplicaState State);
