using Fathom.Database;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Operations;
using Fathom.Production.State;

namespace Fathom.Production;

/// <summary>The verbs of campaigns over a database.</summary>
internal sealed class CampaignVerbs(LedgerMemory memory, WorkspaceDatabase database, JobJournal journal, int feedBatch)
{
    public WorkspaceDatabase Database => database;

    public TransformationFeeder Feeder => field ??= new TransformationFeeder(memory, database, feedBatch);

    public CampaignControl Control => field ??= new CampaignControl(Feeder);

    public OutputInvalidation Invalidation => field ??= new OutputInvalidation(journal, Feeder);
}
