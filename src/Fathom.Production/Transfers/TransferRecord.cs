using System.Data.Common;
using Fathom.Database.Reading;

namespace Fathom.Production.Transfers;

/// <summary>A transfer as the ledger's verbs read it.</summary>
internal sealed record TransferRecord(long Id, long FileId, string Destination, TransferSnapshot Snapshot)
{
    /// <summary>The query of all transfers, for <see cref="Map"/>.</summary>
    public const string All = "SELECT id, file_id, destination, state, attempt, lease, path, failures, cause, cause_detail FROM transfer";

    /// <summary>Reads a transfer, or gives null where there is none.</summary>
    public static TransferRecord? Find(DbConnection connection, long id) => connection.SelectFirst(All + " WHERE id = @id", new { id }, Map);

    /// <summary>The transfer of a row.</summary>
    public static TransferRecord Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2),
        new TransferSnapshot(
            row.Name<TransferState>(3), row.GetInt32(4), row.GetString(5), row.GetString(6), row.GetInt32(7), row.GetString(8), row.GetString(9)));
}
