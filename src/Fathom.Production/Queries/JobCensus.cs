using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Production.Queries;

/// <summary>How many jobs of a transformation are in a state.</summary>
public sealed record JobCount(string Campaign, CampaignState CampaignState, string Transformation, JobState State, long Count);

/// <summary>Jobs by transformation and state: from the counters that are kept with every change, so that asking costs nothing.</summary>
/// <param name="jobs">Gives the job table; another one after the connection to the database was lost.</param>
/// <param name="campaigns">Gives the states of campaigns.</param>
public sealed class JobCensus(Func<JobTable> jobs, CampaignQueries campaigns)
{
    /// <summary>The counts now; states without a job are left out.</summary>
    public IReadOnlyList<JobCount> Read()
    {
        JobTable table = jobs();
        Dictionary<string, CampaignState> states = campaigns.List().ToDictionary(campaign => campaign.Name, campaign => campaign.State, StringComparer.Ordinal);
        var counts = new List<JobCount>();
        foreach (TransformationFacts transformation in table.Transformations.All)
        {
            if (transformation.Campaign.Length > 0 && states.TryGetValue(transformation.Campaign, out CampaignState state))
            {
                long[] cells = table.Counts.Of(transformation.Id);
                counts.AddRange(cells.Index().Where(cell => cell.Item > 0)
                    .Select(cell => new JobCount(transformation.Campaign, state, transformation.Name, (JobState)cell.Index, cell.Item)));
            }
        }

        return counts;
    }
}
