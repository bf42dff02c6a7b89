namespace Fathom.Production.Campaigns;

/// <summary>States of a campaign, and of each of its transformations.</summary>
public enum CampaignState
{
    /// <summary>Created; nothing runs yet.</summary>
    New,

    /// <summary>Its files become jobs, its jobs are leased.</summary>
    Active,

    /// <summary>Halted by a person: what runs finishes, nothing more is leased.</summary>
    Stopped,

    /// <summary>Every job is done, or ended with a cause.</summary>
    Completed,
}

/// <summary>The life of a campaign or transformation, as one pure function.</summary>
public static class CampaignStateMachine
{
    /// <summary>The campaign was made.</summary>
    public const string Created = "Created";

    /// <summary>A person started it (again).</summary>
    public const string Started = "Started";

    /// <summary>A person halted it.</summary>
    public const string Stopped = "Stopped";

    /// <summary>Nothing is left to do.</summary>
    public const string Completed = "Completed";

    /// <summary>A job of it was rescheduled after its end.</summary>
    public const string Reopened = "Reopened";

    /// <summary>The state after an event, or null where the event does not fit.</summary>
    public static CampaignState? Next(CampaignState? state, string kind) => (state, kind) switch
    {
        (null, Created) => CampaignState.New,
        (CampaignState.New or CampaignState.Stopped or CampaignState.Completed, Started) => CampaignState.Active,
        (CampaignState.Active, Stopped) => CampaignState.Stopped,
        (CampaignState.Active, Completed) => CampaignState.Completed,
        (CampaignState.Completed, Reopened) => CampaignState.Active,
        _ => null,
    };
}
