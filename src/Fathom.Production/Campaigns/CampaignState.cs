namespace Fathom.Production.Campaigns;

/// <summary>States of a campaign.</summary>
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

    /// <summary>Files of it are being deleted, by a person's wish.</summary>
    Cleaning,

    /// <summary>They are marked for deletion, every one.</summary>
    Cleaned,

    /// <summary>Sealed: nothing changes any more.</summary>
    Archived,
}

/// <summary>The life of a campaign, as one pure function.</summary>
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

    /// <summary>A person asked for the deletion of its files.</summary>
    public const string CleaningAsked = "CleaningAsked";

    /// <summary>All of those are marked for deletion.</summary>
    public const string Cleaned = "Cleaned";

    /// <summary>A person sealed it.</summary>
    public const string Archived = "Archived";

    /// <summary>It got a further dataset.</summary>
    public const string Extended = "Extended";

    /// <summary>Its priority, share or limit was set.</summary>
    public const string Set = "Set";

    /// <summary>Its scouts passed, failed, or were overruled.</summary>
    public const string ScoutsJudged = "ScoutsJudged";

    /// <summary>An input was waived.</summary>
    public const string Waived = "Waived";

    /// <summary>A certificate of closure was written.</summary>
    public const string Certified = "Certified";

    /// <summary>The state after an event, or null where the event does not fit.</summary>
    public static CampaignState? Next(CampaignState? state, string kind) => (state, kind) switch
    {
        (null, Created) => CampaignState.New,
        (CampaignState.New or CampaignState.Stopped or CampaignState.Completed, Started) => CampaignState.Active,
        (CampaignState.Active, Stopped) => CampaignState.Stopped,
        (CampaignState.Active, Completed) => CampaignState.Completed,
        (CampaignState.Completed, Reopened) => CampaignState.Active,
        (CampaignState.New or CampaignState.Stopped or CampaignState.Completed, CleaningAsked) => CampaignState.Cleaning,
        (CampaignState.Cleaning, Cleaned) => CampaignState.Cleaned,
        (CampaignState.Completed or CampaignState.Cleaned, Archived) => CampaignState.Archived,
        (not null and not CampaignState.Archived, Extended or Set or ScoutsJudged or Waived) => state,
        (not null, Certified) => state,
        _ => null,
    };
}
