using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Production.OperatorLog;

/// <summary>Questions about what operators did.</summary>
public sealed class OperatorLogQueries(WorkspaceDatabase database)
{
    /// <summary>The newest actions, newest first.</summary>
    /// <param name="limit">At most so many, up to 10,000.</param>
    /// <param name="before">Only those with a smaller number.</param>
    /// <param name="subject">Only those of this campaign, site or element.</param>
    public IReadOnlyList<OperatorAction> Latest(int limit = 100, long? before = null, string? subject = null) =>
        database.Read(connection => OperatorActions.Latest(connection, Math.Clamp(limit, 1, 10_000), before, subject));

    /// <summary>The action of a number, or null.</summary>
    public OperatorAction? Find(long id) => database.Read(connection => OperatorActions.Find(connection, id));

    /// <summary>How the settled items of an action ended, most frequent first.</summary>
    public IReadOnlyList<ItemOutcome> Outcomes(long id) => database.Read(connection => connection.Select(
        """
        SELECT outcome, count(*), min(subject_id) FROM operator_action_item WHERE action_id = @id AND outcome <> ''
        GROUP BY outcome ORDER BY count(*) DESC, outcome LIMIT 100
        """,
        new { id }, row => new ItemOutcome(row.GetString(0), row.GetInt64(1), row.GetInt64(2))));
}

/// <summary>Items of a bulk action with one outcome.</summary>
/// <param name="Outcome">"Changed", or why not.</param>
/// <param name="Items">How many.</param>
/// <param name="Example">Job or file of one.</param>
public sealed record ItemOutcome(string Outcome, long Items, long Example);
