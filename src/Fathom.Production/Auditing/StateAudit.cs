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
    private readonly Dictionary<(string Subject, long Id), object?> _folded = [];

    /// <summary>Applies one event.</summary>
    public void Apply(in FoldEvent happened)
    {
        if (Fold(happened) is not { } fold)
        {
            return;
        }

        object? state = _folded.GetValueOrDefault((happened.Subject, happened.SubjectId));
        object? after = fold(state, happened);
        if (after is null)
        {
            findings.Add(
                AuditFault.Mismatched, $"{happened.Subject} {happened.SubjectId}",
                $"event {happened.Seq} ({happened.Kind}) does not fit state {state?.ToString() ?? "none"}.");
        }

        _folded[(happened.Subject, happened.SubjectId)] = after ?? state;
    }

    /// <summary>Compares with the tables, after the last event.</summary>
    public void Compare(DbConnection connection)
    {
        Compare(connection, Subjects.Transfer, TransferRecord.All, (row, _) => TransferRecord.Map(row).Snapshot);
        Compare<FileState>(connection, Subjects.File);
        Compare<ReplicaState>(connection, Subjects.Replica);
        Compare<CampaignState>(connection, Subjects.Campaign);
        Compare<TransformationState>(connection, Subjects.Transformation);
        foreach (((string subject, long id), object? state) in _folded)
        {
            findings.Mismatch($"{subject} {id}", "state", state, null);
        }
    }

    private void Compare<T>(DbConnection connection, string subject)
        where T : struct, Enum => Compare(connection, subject, $"SELECT id, state FROM {subject}", (row, _) => row.Name<T>(1));

    // What was compared is taken out: the rest has no row.
    private void Compare(DbConnection connection, string subject, string sql, Func<DbDataReader, long, object> map) =>
        connection.ForEach(sql, null, row =>
        {
            long id = row.GetInt64(0);
            findings.Mismatch($"{subject} {id}", "state", _folded.GetValueOrDefault((subject, id)), map(row, id));
            _folded.Remove((subject, id));
        });

    private static Func<object?, FoldEvent, object?>? Fold(in FoldEvent happened) => happened.Subject switch
    {
        Subjects.Transfer => Transfer,
        Subjects.File => (state, one) => FileEvents.NextFile((FileState?)state, one.Kind),
        Subjects.Replica => (state, one) => FileEvents.NextReplica((ReplicaState?)state, one.Kind),
        Subjects.Campaign => (state, one) => CampaignStateMachine.Next((CampaignState?)state, one.Kind),
        Subjects.Transformation => (state, one) => TransformationStateMachine.Next((TransformationState?)state, one.Kind),
        _ => null,
    };

    private static TransferSnapshot? Transfer(object? state, FoldEvent happened)
    {
        try
        {
            return TransferEventJson.Read(happened.Kind, happened.Body!) is { } one ? TransferStateMachine.Apply((TransferSnapshot?)state, one).Next : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
