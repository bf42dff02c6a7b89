using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Catalog.Files;

/// <summary>Where a file comes from, back to RAW, and what was made from it.</summary>
public sealed class ProvenanceQueries(WorkspaceDatabase database)
{
    /// <summary>The file's ancestors, nearest first; the file itself is not among them.</summary>
    public IReadOnlyList<ProvenanceLink> Ancestors(long fileId) => Walk(fileId, "p.parent_id", "p.file_id");

    /// <summary>The file's descendants, nearest first; the file itself is not among them.</summary>
    public IReadOnlyList<ProvenanceLink> Descendants(long fileId) => Walk(fileId, "p.file_id", "p.parent_id");

    private List<ProvenanceLink> Walk(long fileId, string next, string from) => database.Read(connection => connection.Select(
        $"""
        WITH RECURSIVE walk (id, depth, via) AS (
            SELECT {next}, 1, @fileId FROM file_parent p WHERE {from} = @fileId
            UNION
            SELECT {next}, walk.depth + 1, walk.id FROM file_parent p JOIN walk ON {from} = walk.id
        )
        SELECT w.depth, w.via, f.id, f.lfn, f.tier, f.run, f.section, f.job_id, f.attempt, f.state
        FROM walk w JOIN file f ON f.id = w.id ORDER BY w.depth, f.id
        """,
        new { fileId },
        row => new ProvenanceLink(
            row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.IntOrNull(5),
            row.IntOrNull(6), row.LongOrNull(7), row.IntOrNull(8), row.Name<FileState>(9))));
}

/// <summary>One step of a file's provenance.</summary>
/// <param name="Depth">Steps away from the file asked for, from 1.</param>
/// <param name="Via">The file next to it on the way there.</param>
/// <param name="FileId">The ancestor or descendant.</param>
/// <param name="Lfn">Its logical name.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Run">Its run.</param>
/// <param name="Section">Its section.</param>
/// <param name="JobId">The job that made it, or null.</param>
/// <param name="Attempt">The attempt that made it.</param>
/// <param name="State">Whether it is valid.</param>
public sealed record ProvenanceLink(
    int Depth, long Via, long FileId, string Lfn, string Tier, int? Run, int? Section, long? JobId, int? Attempt, FileState State);
