using System.Data.Common;
using Fathom.Database.Reading;

namespace Fathom.Production.Operations;

/// <summary>The files that a declaration is about, and what it touches.</summary>
internal static class FileChoice
{
    private const int MostShown = 20;

    private const string Downstream =
        """
        WITH RECURSIVE walk (id) AS (
            SELECT p.file_id FROM file_parent p WHERE p.parent_id = @file
            UNION SELECT p.file_id FROM file_parent p JOIN walk ON p.parent_id = walk.id
        )
        SELECT w.id, f.job_id FROM walk w JOIN file f ON f.id = w.id WHERE f.state = 'Valid'
        """;

    /// <summary>The ids; or what is unknown. What is touched is said in words.</summary>
    public static (List<long> Files, string? Unknown, string Touched) Of(DbConnection connection, DeclareFiles asked)
    {
        var files = new List<long>();
        var unknown = new List<string>();
        foreach (string lfn in asked.Lfns.Distinct(StringComparer.Ordinal))
        {
            long id = connection.SelectNumber("SELECT id FROM file WHERE lfn = @lfn AND state = 'Valid'", new { lfn });
            if (id != 0)
            {
                files.Add(id);
            }
            else
            {
                unknown.Add(lfn);
            }
        }

        if (unknown.Count > 0)
        {
            return ([], $"There is no valid file of these {unknown.Count} names: {string.Join(", ", unknown.Take(MostShown))}{(unknown.Count > MostShown ? ", …" : "")}.", "");
        }

        (long replaced, HashSet<long> downstream, HashSet<long> jobs) = (0, [], []);
        foreach (long file in files)
        {
            if (asked.Element is { } element && connection.Exists(
                "SELECT 1 FROM replica WHERE file_id = @file AND state = 'Valid' AND se <> @element", new { file, element }))
            {
                replaced++;
                continue;
            }

            bool made = connection.SelectNumber("SELECT job_id FROM file WHERE id = @file", new { file }) is not 0 and var job && jobs.Add(job);
            if (asked.Bad || made)
            {
                connection.ForEach(Downstream, new { file }, row =>
                {
                    downstream.Add(row.GetInt64(0));
                    jobs.Add(row.LongOrNull(1) ?? 0);
                });
            }
        }

        jobs.Remove(0);
        return (files, null,
            $"{files.Count} files: {replaced} are taken from another replica, {files.Count - replaced} become invalid with {downstream.Count} files made from them; {jobs.Count} jobs are done again.");
    }
}
