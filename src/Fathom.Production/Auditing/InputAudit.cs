using System.Data.Common;
using Fathom.Database.Reading;

namespace Fathom.Production.Auditing;

/// <summary>Law 1, read off the tables: an input in one open or accepted job at most, one valid output of a kind at most.</summary>
internal sealed class InputAudit(AuditFindings findings)
{
    private const string TwoJobs =
        """
        SELECT i.file_id, j.transformation_id, string_agg(CAST(j.id AS TEXT), ', ')
        FROM (SELECT id AS job_id, input_file AS file_id FROM job WHERE input_file IS NOT NULL UNION SELECT job_id, file_id FROM job_input) i
        JOIN job j ON j.id = i.job_id
        WHERE j.state NOT IN ('Killed', 'Invalidated') GROUP BY i.file_id, j.transformation_id HAVING COUNT(*) > 1
        """;

    private const string TwoOutputs =
        """
        SELECT p.parent_id, j.transformation_id, string_agg(f.lfn, ', ') FROM file f
        JOIN file_parent p ON p.file_id = f.id JOIN job j ON j.id = f.job_id
        WHERE f.state = 'Valid' GROUP BY p.parent_id, j.transformation_id, f.tier HAVING COUNT(*) > 1
        """;

    private const string WrongInput =
        """
        SELECT i.file_id, i.transformation_id, i.state, COALESCE(j.state, 'none') FROM transformation_input i
        LEFT JOIN job j ON j.id = i.job_id
        WHERE CASE
            WHEN i.job_id IS NOT NULL AND j.id IS NULL THEN 1
            WHEN i.state = 'Assigned' AND j.state IN ('Waiting', 'Matched', 'Running', 'Completing') THEN 0
            WHEN i.state = 'Processed' AND j.state = 'Done' THEN 0
            WHEN i.state = 'Problematic' AND j.state IN ('Held', 'Killed') THEN 0
            WHEN i.state = 'MaxReset' AND j.state = 'Held' THEN 0
            WHEN i.state IN ('Unused', 'Invalid') AND i.job_id IS NULL THEN 0
            ELSE 1 END = 1
        """;

    private const string NotAccepted =
        """
        SELECT f.id, f.job_id, f.lfn FROM file f JOIN (
            SELECT id, job_id FROM file WHERE job_id IS NOT NULL AND state = 'Valid'
            EXCEPT SELECT file_id, job_id FROM accepted_output WHERE valid = 1) lacking ON lacking.id = f.id
        """;

    /// <summary>What is asked: each question reads its tables once, however many rows they have.</summary>
    internal static IReadOnlyList<string> Questions { get; } = [TwoJobs, TwoOutputs, NotAccepted, WrongInput];

    /// <summary>Runs the questions.</summary>
    public void Run(DbConnection connection)
    {
        foreach ((long file, long transformation, string jobs) in Rows(connection, TwoJobs))
        {
            findings.Add(AuditFault.Double, $"file {file}", $"is in jobs {jobs} of transformation {transformation}.");
        }

        foreach ((long file, long transformation, string lfns) in Rows(connection, TwoOutputs))
        {
            findings.Add(AuditFault.Double, $"file {file}", $"has valid outputs {lfns} of transformation {transformation}.");
        }

        foreach ((long file, long job, string lfn) in Rows(connection, NotAccepted))
        {
            findings.Add(AuditFault.Mismatched, $"file {file}", $"{lfn} is valid, but not an accepted output of job {job}.");
        }

        foreach (string wrong in connection.Select(
            WrongInput, null,
            row => $"input {row.GetInt64(0)} of transformation {row.GetInt64(1)}: the table has {row.GetString(2)}, its job is {row.GetString(3)}."))
        {
            findings.Add(AuditFault.Mismatched, "transformation input", wrong);
        }
    }

    private static List<(long, long, string)> Rows(DbConnection connection, string sql) =>
        connection.Select(sql, null, row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2)));
}
