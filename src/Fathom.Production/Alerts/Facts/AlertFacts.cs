namespace Fathom.Production.Alerts.Facts;

/// <summary>How the value of a fact is told.</summary>
public enum FactUnit
{
    /// <summary>A number.</summary>
    Count,

    /// <summary>A part of a whole, 0 to 1; told in percent.</summary>
    Part,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>Days.</summary>
    Days,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A fact at a moment.</summary>
/// <param name="Fact">Its name.</param>
/// <param name="Subject">What it is about: a campaign, a site, an element; empty for the server itself.</param>
/// <param name="Value">Its value.</param>
public readonly record struct AlertSample(string Fact, string Subject, double Value);

/// <summary>A fact that rules may look at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Meaning">What it is, and of what subjects.</param>
public sealed record AlertFact(string Name, FactUnit Unit, string Meaning);

/// <summary>All facts that rules may look at.</summary>
public static class AlertFacts
{
    public const string CampaignFailureRate = "campaign_failure_rate";
    public const string CampaignStalled = "campaign_stalled";
    public const string CampaignHeldJobs = "campaign_held_jobs";
    public const string CampaignEtaSlip = "campaign_eta_slip";
    public const string SiteLossRate = "site_loss_rate";
    public const string PilotsLost = "pilots_lost";
    public const string NoPilots = "no_pilots";
    public const string ElementTransferFailures = "element_transfer_failures";
    public const string ElementFree = "element_free";
    public const string ElementAway = "element_away";
    public const string ElementBanned = "element_banned";
    public const string WorkspaceFree = "workspace_free";
    public const string WorkspaceFreeBytes = "workspace_free_bytes";
    public const string CommitSeconds = "commit_seconds";
    public const string CredentialDays = "credential_days";

    /// <summary>Every fact, in the order of the documentation.</summary>
    public static IReadOnlyList<AlertFact> All { get; } =
    [
        new(CampaignFailureRate, FactUnit.Part, "Failed and lost attempts over all ended ones of this hour and the one before, by campaign; from 20 attempts on."),
        new(CampaignStalled, FactUnit.Minutes, "Time without an accepted attempt while jobs wait or run, by active campaign."),
        new(CampaignHeldJobs, FactUnit.Count, "Jobs that wait for a person, by campaign."),
        new(CampaignEtaSlip, FactUnit.Hours, "How much later the forecast end (the median, as on the campaign's page) is than the earliest since the server started, by active campaign with 20 accepted jobs."),
        new(SiteLossRate, FactUnit.Part, "Attempts lost with their pilot, node or storage over all ended ones of this hour and the one before, by site; from 20 attempts on."),
        new(PilotsLost, FactUnit.Count, "Pilots that fell silent or died within 15 minutes, by site."),
        new(NoPilots, FactUnit.Minutes, "Time without a living pilot while jobs wait."),
        new(ElementTransferFailures, FactUnit.Count, "Transfers to an element that were given up, by element."),
        new(ElementFree, FactUnit.Part, "Free part of the file system of a folder element, by element."),
        new(ElementAway, FactUnit.Count, "1 where the folder of an element is not where it should be, as where its file system is not mounted, by element."),
        new(ElementBanned, FactUnit.Count, "1 where an element is banned, by element."),
        new(WorkspaceFree, FactUnit.Part, "Free part of the file system of the workspace."),
        new(WorkspaceFreeBytes, FactUnit.Bytes, "Free bytes of the file system of the workspace."),
        new(CommitSeconds, FactUnit.Seconds, "99 % of the commits since the last look were quicker than this."),
        new(CredentialDays, FactUnit.Days, "Time until a credential can no longer be used, by credential."),
    ];

    /// <summary>The fact of a name, or null.</summary>
    public static AlertFact? Find(string name) => All.FirstOrDefault(fact => fact.Name == name);
}
