using System.Data.Common;
using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Transfers;

namespace Fathom.Production.Auditing;

/// <summary>Folds the events of transfers, files, replicas, campaigns and transformations and compares with their tables.</summary>
internal sealed class StateAudit(AuditFindings findings)
{
    /// <summary>Runs the comparison; returns the number of events.</summary>
    public long Run(DbConnection connection) =>
        Compare(connection, Subjects.Transfer, (TransferSnapshot? state, EventStream.Entry entry) => Transfer(state, entry), id => TransferRecord.Find(connection, id)?.Snapshot)
        + CompareNamed<FileState>(connection, Subjects.File, FileEvents.NextFile)
        + CompareNamed<ReplicaState>(connection, Subjects.Replica, FileEvents.NextReplica)
        + CompareNamed<CampaignState>(connection, Subjects.Campaign, CampaignStateMachine.Next)
        + CompareNamed<TransformationState>(connection, Subjects.Transformation, TransformationStateMachine.Next);

    private long CompareNamed<T>(DbConnection connection, string subject, Func<T?, string, T?> next)
        where T : struct, Enum
    {
        Dictionary<long, T> rows = connection
            .Select($"SELECT id, state FROM {subject}", null, row => (Id: row.GetInt64(0), State: row.Name<T>(1)))
            .ToDictionary(row => row.Id, row => row.State);
        return Compare(
            connection, subject,
            (Boxed<T>? state, EventStream.Entry entry) => next(state?.Value, entry.Kind) is { } after ? new Boxed<T>(after) : null,
            id => rows.TryGetValue(id, out T state) ? new Boxed<T>(state) : null);
    }

    private long Compare<T>(DbConnection connection, string subject, Func<T?, EventStream.Entry, T?> next, Func<long, T?> row)
        where T : class
    {
        var folded = new Dictionary<long, T?>();
        long events = 0;
        foreach (EventStream.Entry entry in EventStream.Of(connection, subject))
        {
            events++;
            T? state = folded.GetValueOrDefault(entry.SubjectId);
            T? after = next(state, entry);
            if (after is null)
            {
                findings.Add(
                    AuditFault.Mismatched, $"{subject} {entry.SubjectId}", $"event {entry.Seq} ({entry.Kind}) does not fit state {state?.ToString() ?? "none"}.");
            }

            folded[entry.SubjectId] = after ?? state;
        }

        foreach (long id in connection.Select($"SELECT id FROM {subject}", null, found => found.GetInt64(0)).Union(folded.Keys))
        {
            findings.Mismatch($"{subject} {id}", "state", folded.GetValueOrDefault(id), row(id));
        }

        return events;
    }

    private static TransferSnapshot? Transfer(TransferSnapshot? state, EventStream.Entry entry)
    {
        try
        {
            return TransferEventJson.Read(entry.Kind, entry.Body) is { } happened ? TransferStateMachine.Apply(state, happened).Next : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Boxed<T>(T Value)
        where T : struct
    {
        public override string ToString() => Value.ToString()!;
    }
}
