using Fathom.Production.Campaigns;

namespace Fathom.Production;

/// <summary>Verbs of campaigns and of the catalogue: only over a database.</summary>
public sealed partial class Ledger
{
    /// <summary>The verbs of campaigns, where the ledger is kept in a database.</summary>
    internal CampaignVerbs Campaigns
    {
        get => field ?? throw new NotSupportedException("This ledger is not kept in a database.");
        private init;
    }

    /// <summary>The database.</summary>
    internal Database.WorkspaceDatabase Database => Campaigns.Database;

    /// <summary>Creates a campaign; one of the same name and definition is returned as it is.</summary>
    public Task<CampaignReply> CreateCampaignAsync(string requestId, CampaignDefinition definition, string actor) => OnceAsync(
        requestId, "create campaign", new { definition, actor }, work =>
        {
            work.StepsChanged();
            return CampaignCreation.Create(work.Sql, definition, actor);
        });

    /// <summary>Starts a campaign, or goes on with a stopped or ended one. One that is active stays so. Its transfers that were
    /// given up are queued again.</summary>
    public async Task<OperationReply> StartCampaignAsync(string requestId, string name, string actor)
    {
        try
        {
            return await OnceAsync(requestId, "start campaign", new { name, actor }, work => Campaigns.Control.Start(work, name, actor));
        }
        catch (NoInputException nothing)
        {
            return OperationReply.Refused(nothing.Message);
        }
    }

    /// <summary>Stops a campaign: what runs finishes, nothing more is leased.</summary>
    public Task<OperationReply> StopCampaignAsync(string requestId, string name, string actor) =>
        OnceAsync(requestId, "stop campaign", new { name, actor }, work => CampaignControl.Stop(work, name, actor));

    /// <summary>Invalidates a file and everything made from it; the inputs of the jobs that made them are free again.</summary>
    public Task<OperationReply> InvalidateOutputAsync(string requestId, long fileId, string reason, string actor) => OnceAsync(
        requestId, "invalidate", new { fileId, reason, actor }, work => Campaigns.Invalidation.Invalidate(work, fileId, reason, actor));

    /// <summary>Makes jobs from new and freed files of active transformations; returns how many. Repeating it is harmless.</summary>
    public Task<int> FeedAsync() => Campaigns.Feeder.FeedAsync();

    /// <summary>Forgets answers to requests older than two days.</summary>
    public Task<int> ForgetRequestsAsync() => Database.WriteAsync(transaction =>
        Fathom.Database.Requests.RequestJournal.Forget(transaction, Database.Time));
}
