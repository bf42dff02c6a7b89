using Fathom.Production.Dispatch;
using Fathom.Storage.Load;
using Fathom.Twin.Scenarios;

namespace Fathom.Twin.Campaign;

/// <summary>Tells the dispatcher of a scenario's campaigns, sites, elements and jobs.</summary>
internal sealed class CampaignFilling(Scenario scenario, SimulatedJobs jobs, Dispatcher dispatcher, StorageBandwidth storage)
{
    private readonly long[] _lastJob = new long[scenario.Campaigns.Count];

    /// <summary>The transformation of a job: one for each campaign, in the order of the jobs.</summary>
    public long TransformationOf(long job)
    {
        int at = Array.BinarySearch(_lastJob, job);
        return (at >= 0 ? at : ~at) + 1;
    }

    /// <summary>Fills the dispatcher.</summary>
    public void Fill(Random random)
    {
        foreach (ElementSetup element in scenario.Elements)
        {
            storage.Declare(element.Name, new ElementCeiling(element.Ceiling * 1e9));
            dispatcher.SetElement(element.Name, element.Site);
        }

        SetCampaigns();
        int[] placements = Placements();
        for (int i = 0; i < jobs.Seconds.Length; i++)
        {
            long id = i + 1;
            dispatcher.Enqueue(TransformationOf(id), new JobRange(
                id, 1, jobs.Predicted[i], scenario.Elements.Count > 0 ? scenario.GigabytesPerJob * 1e9 : 0, placements[Holders(random)]));
        }
    }

    private void SetCampaigns()
    {
        double all = scenario.Campaigns.Sum(campaign => campaign.Part);
        double before = 0;
        for (int i = 0; i < scenario.Campaigns.Count; i++)
        {
            CampaignSetup campaign = scenario.Campaigns[i];
            string user = campaign.User ?? campaign.Name;
            dispatcher.SetUser(user, campaign.Share);
            dispatcher.SetCampaign(new CampaignOrder(i + 1, user, Priority: campaign.Priority));
            dispatcher.SetTransformation(new TransformationOrder(i + 1, i + 1, 1));
            _lastJob[i] = (long)Math.Round(scenario.Jobs * ((before += campaign.Part) / all));
        }
    }

    /// <summary>The placement of each set of holders, a set being a number in binary.</summary>
    private int[] Placements() => [.. Enumerable.Range(0, 1 << scenario.Elements.Count)
        .Select(set => dispatcher.PlacementOf(scenario.Elements.Where((_, i) => (set >> i & 1) != 0).Select(element => element.Name)))];

    private int Holders(Random random)
    {
        int set = 0;
        for (int i = 0; i < scenario.Elements.Count; i++)
        {
            set |= scenario.Elements[i].Holds >= 1 || random.NextDouble() < scenario.Elements[i].Holds ? 1 << i : 0;
        }

        return set;
    }
}
