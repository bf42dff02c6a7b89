using System.Data.Common;
using System.Text.Json;
using Fathom.Database;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Writing;

namespace Fathom.Production.Scouts;

/// <summary>Questions about scouts.</summary>
/// <param name="database">The workspace.</param>
public sealed class ScoutQueries(WorkspaceDatabase database)
{
    /// <summary>The scouts of a campaign; null where there is no such campaign.</summary>
    public ScoutReport? Report(string campaign) => database.Read(connection => connection.SelectFirst(
        "SELECT id, scouts, scout_state, scout_findings FROM campaign WHERE name = @campaign", new { campaign },
        row => (Id: row.GetInt64(0), Policy: row.TextOrNull(1), State: row.Name<ScoutState>(2), Findings: row.GetString(3))) is { Id: not 0 } found
        ? Report(connection, campaign, found.Id, found.Policy is { } policy ? LedgerJson.Read<ScoutPolicy>(policy) : null, found.State, LedgerJson.Read<string[]>(found.Findings))
        : null);

    private static ScoutReport Report(DbConnection connection, string campaign, long id, ScoutPolicy? policy, ScoutState state, string[] findings)
    {
        if (policy is null)
        {
            return new ScoutReport(campaign, null, state, [], [], null, null, null);
        }

        // What was judged is what the event says: files that came after the gate was opened are not the scouts'.
        LedgerEvent[] events = [.. EventLog.History(connection, Subjects.Campaign, id).Where(happened => happened.Kind == CampaignStateMachine.ScoutsJudged)];
        LedgerEvent? judged = Last(events, "findings"), overruled = Last(events, "reason");
        IReadOnlyList<HistogramVerdict> histograms = judged is { } verdict ? LedgerJson.Read<ScoutVerdict>(verdict.Body).Histograms
            : state == ScoutState.Running && policy.CompareWith is { } before ? [.. ScoutHistograms.Pairs(connection, id, before).Select(pair => ScoutGate.Compare(policy, pair))]
            : [];
        return new ScoutReport(
            campaign, policy, state, findings, histograms, judged?.Utc, overruled?.Actor, overruled is { } by ? Text(by.Body, "reason") : null);
    }

    private static LedgerEvent? Last(LedgerEvent[] events, string member)
    {
        int last = Array.FindLastIndex(events, happened => Text(happened.Body, member) is not null);
        return last < 0 ? null : events[last];
    }

    private static string? Text(string body, string member)
    {
        using JsonDocument json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(member, out JsonElement value) ? value.ToString() : null;
    }
}
