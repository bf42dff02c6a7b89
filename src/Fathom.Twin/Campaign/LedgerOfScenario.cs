using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Storage.Load;
using Fathom.Twin.Scenarios;

namespace Fathom.Twin.Campaign;

/// <summary>A scenario in the words of the ledger: its campaigns, and what operators say of users, sites and elements.</summary>
internal static class LedgerOfScenario
{
    private const string Banned = "as the scenario says";

    /// <summary>One transformation for each campaign, in their order.</summary>
    public static IEnumerable<StepFacts> Steps(Scenario scenario) => scenario.Campaigns.Select((campaign, i) => new StepFacts(
        i + 1, i + 1, campaign.Name, 0, "reconstruction", "reconstruction", "RAW", "ESD", new Dictionary<string, string>(), false, null,
        SoundElement.ItsName, new StorageElementAddress(SoundElement.ItsName, "memory", "/"), null, TransformationState.Active, CampaignState.Active)
    {
        Owner = UserOf(campaign),
        Priority = campaign.Priority,
    });

    /// <summary>Jobs of each campaign, in their order.</summary>
    public static IEnumerable<int> Jobs(Scenario scenario)
    {
        double all = scenario.Campaigns.Sum(campaign => campaign.Part);
        (double before, int last) = (0, 0);
        foreach (CampaignSetup campaign in scenario.Campaigns)
        {
            int end = (int)Math.Round(scenario.Jobs * ((before += campaign.Part) / all));
            yield return end - last;
            last = end;
        }
    }

    /// <summary>What is said at the beginning.</summary>
    public static DispatchRules Rules(Scenario scenario) => new(
        [],
        [.. scenario.Elements.Select(element => new ElementRule(element.Name, element.Site, null, new ElementCeiling(element.Ceiling * 1e9)))],
        [.. scenario.Campaigns.GroupBy(UserOf, campaign => campaign.Share).Select(user => new DispatchLimit(LimitKind.User, user.Key, null, user.Last()))]);

    /// <summary>What is said after an incident; null where it is none that operators speak of.</summary>
    public static DispatchRules? After(DispatchRules rules, Scenario scenario, Incident incident) => incident.What switch
    {
        "siteBanned" => rules with { BannedSites = [.. Others(rules, incident.Name), new BannedSite(incident.Name, Banned)] },
        "siteUnbanned" => rules with { BannedSites = [.. Others(rules, incident.Name)] },
        "elementBanned" or "elementUnbanned" => rules with
        {
            Elements = [.. rules.Elements.Select(element => element.Name == incident.Name
                ? element with { Banned = incident.What == "elementBanned" ? Banned : null }
                : element)],
        },
        "share" => WithShare(rules, UserOf(scenario.Campaigns.Find(campaign => campaign.Name == incident.Name)!), incident.Value),
        _ => null,
    };

    private static IEnumerable<BannedSite> Others(DispatchRules rules, string site) => rules.BannedSites.Where(banned => banned.Name != site);

    private static DispatchRules WithShare(DispatchRules rules, string user, double share) => rules with
    {
        Limits = [.. rules.Limits.Select(limit => limit.Kind == LimitKind.User && limit.Name == user ? limit with { Share = share } : limit)],
    };

    private static string UserOf(CampaignSetup campaign) => campaign.User ?? campaign.Name;
}
