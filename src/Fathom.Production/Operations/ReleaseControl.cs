using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.OperatorLog;
using Fathom.Production.Writing;

namespace Fathom.Production.Operations;

/// <summary>Releases of payloads, as far as campaigns hold them: their files lie in the workspace.</summary>
public static class ReleaseControl
{
    /// <summary>Parameter of a step: SHA-256 of the release's archive.</summary>
    public const string HashParameter = "release";

    /// <summary>Parameter of a step: name of the release, where it has one.</summary>
    public const string NameParameter = "release.name";

    internal static CommandReply Record(WriteTransaction transaction, RecordRelease release, string actor) => CommandReply.Ok(Noted(
        OperatorActions.Done(transaction, OperatorActionKind.AddRelease, release.Name, release.Reason, actor, new { release.Sha256 })));

    internal static CommandReply Remove(WriteTransaction transaction, RemoveRelease release, string actor)
    {
        List<string> holding = Holding(transaction.Connection, release);
        return holding.Count > 0
            ? CommandReply.Refused($"Release {release.Name} is named by campaigns that are not archived: {string.Join(", ", holding)}.")
            : CommandReply.Ok(Noted(
                OperatorActions.Done(transaction, OperatorActionKind.RemoveRelease, release.Name, release.Reason, actor, new { release.Sha256 })));
    }

    /// <summary>Names of the campaigns that could not go on without it.</summary>
    private static List<string> Holding(DbConnection connection, RemoveRelease release) => [.. connection.Select(
            """
            SELECT c.name, t.parameters FROM campaign c JOIN transformation t ON t.campaign_id = c.id
            WHERE c.state <> 'Archived' AND t.step = 'command' ORDER BY c.id
            """,
            null, row => (Name: row.GetString(0), Parameters: LedgerJson.Read<Dictionary<string, string>>(row.GetString(1))))
        .Where(step => step.Parameters.GetValueOrDefault(HashParameter) == release.Sha256
            && (!release.Shared || step.Parameters.GetValueOrDefault(NameParameter) == release.Name))
        .Select(step => step.Name).Distinct()];

    private static string Noted(long action) => FormattableString.Invariant($"action {action}");
}
