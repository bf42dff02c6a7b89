using Fathom.Database;
using Fathom.Portal.Server;
using Fathom.Production;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Hindrances;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Dispatch;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>What holds a campaign back, as the server that runs it knows.</summary>
internal sealed class HindranceDesk(
    CampaignQueries campaigns, PilotQueries pilots, JobQueries jobs, ScoutQueries scouts, RuleTable rules, CauseQueries causes, Ledger ledger,
    ServerEngines engines, WorkspaceDatabase database)
{
    // Pilots and the server's own rounds write more often than this.
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    // A page does not wait longer for a ledger that is busy.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CampaignFactsReader _reader = new(campaigns, pilots, jobs, scouts, rules, new DispatchFactsReader(database));

    private string? Unwritten => database.LastRefused is { } refused && database.Time.GetUtcNow() - refused.At < Lately ? refused.Why.Message : null;

    /// <summary>What only the server knows of it.</summary>
    /// <param name="campaign">Its id.</param>
    public async Task<LiveHolds> LiveAsync(long campaign) =>
        new(engines.QueuedPilots, await DispatchedAsync(campaign), engines.Troubles, Unwritten);

    /// <summary>In words; empty where there is no such campaign.</summary>
    /// <param name="name">Its name.</param>
    public async Task<IReadOnlyList<string>> ExplainAsync(string name) =>
        campaigns.Find(name) is { } campaign && _reader.Read(name, causes.List(name), await LiveAsync(campaign.Id)) is { } facts
            ? CampaignHindrance.Explain(facts)
            : [];

    // The ledger answers between two writes: where those fail, it may not answer.
    private async Task<IReadOnlyList<DispatchExplanation>> DispatchedAsync(long campaign)
    {
        try
        {
            return Unwritten is null ? await ledger.ExplainAsync(campaign).WaitAsync(Patience, database.Time) : [];
        }
        catch (TimeoutException)
        {
            return [];
        }
    }
}
