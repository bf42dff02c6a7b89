using System.Data.Common;
using Fathom.Database.Log;

namespace Fathom.Production.Auditing;

/// <summary>The events of one kind of subject, grouped by subject, each group in order.</summary>
internal static class EventStream
{
    /// <summary>One event, as far as a fold needs it.</summary>
    public readonly record struct Entry(long Seq, long SubjectId, int? Attempt, string Kind, string Body);

    public static IEnumerable<Entry> Of(DbConnection connection, string subject) => EventLog.Read(connection)
        .Where(happened => happened.Subject == subject)
        .Select(happened => new Entry(happened.Seq, happened.SubjectId, happened.Attempt, happened.Kind, happened.Body))
        .OrderBy(entry => entry.SubjectId);
}
