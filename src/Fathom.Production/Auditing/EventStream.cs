using System.Data.Common;
using Dapper;
using Fathom.Database.Reading;

namespace Fathom.Production.Auditing;

/// <summary>The events of one kind of subject, grouped by subject, each group in order; read as a stream.</summary>
internal static class EventStream
{
    /// <summary>One event, as far as a fold needs it.</summary>
    public readonly record struct Entry(long Seq, long SubjectId, int? Attempt, string Kind, string Body);

    public static IEnumerable<Entry> Of(DbConnection connection, string subject)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(
            "SELECT seq, subject_id, attempt, kind, body FROM event WHERE subject = @subject ORDER BY subject_id, seq", new { subject });
        while (reader.Read())
        {
            yield return new Entry(reader.GetInt64(0), reader.GetInt64(1), reader.IntOrNull(2), reader.GetString(3), reader.GetString(4));
        }
    }
}
