namespace Fathom.Production.OperatorLog;

/// <summary>What an operator did.</summary>
public enum OperatorActionKind
{
    /// <summary>Made a campaign.</summary>
    CreateCampaign,

    /// <summary>Started a campaign, or went on with it.</summary>
    StartCampaign,

    /// <summary>Halted a campaign.</summary>
    StopCampaign,

    /// <summary>Gave a campaign a further dataset.</summary>
    ExtendCampaign,

    /// <summary>Asked for jobs of incomplete groups.</summary>
    FlushCampaign,

    /// <summary>Asked a campaign to take no new files and to end.</summary>
    CompleteCampaign,

    /// <summary>Asked for the deletion of a campaign's intermediate files or of all its outputs.</summary>
    CleanCampaign,

    /// <summary>Sealed a campaign.</summary>
    ArchiveCampaign,

    /// <summary>Set a campaign's priority or share.</summary>
    SetCampaign,

    /// <summary>Let a campaign run although its scouts did not pass.</summary>
    OverruleScouts,

    /// <summary>Left an input of a campaign out, by name.</summary>
    WaiveInput,

    /// <summary>Wrote a certificate of closure.</summary>
    CertifyCampaign,

    /// <summary>Banned a site.</summary>
    BanSite,

    /// <summary>Lifted the ban of a site.</summary>
    UnbanSite,

    /// <summary>Banned a node.</summary>
    BanNode,

    /// <summary>Lifted the ban of a node.</summary>
    UnbanNode,

    /// <summary>Banned a storage element.</summary>
    BanElement,

    /// <summary>Lifted the ban of a storage element.</summary>
    UnbanElement,

    /// <summary>Set or lifted a limit of a site, user, campaign or element.</summary>
    SetLimit,

    /// <summary>Declared what a storage element stands.</summary>
    SetCeiling,

    /// <summary>Let jobs try again.</summary>
    RescheduleJobs,

    /// <summary>Took a retry back: jobs that had not started again are as they were, with the limits that they had.</summary>
    WithdrawRetries,

    /// <summary>Ended jobs.</summary>
    KillJobs,

    /// <summary>Took a kill back: jobs wait again, or are held as they were.</summary>
    WithdrawKills,

    /// <summary>Let jobs try again with more memory or time.</summary>
    RaiseLimits,

    /// <summary>Held the inputs of jobs as problematic.</summary>
    HoldInputs,

    /// <summary>Took such a hold back.</summary>
    ReleaseInputs,

    /// <summary>Said that replicas, or all replicas of files, are lost.</summary>
    DeclareLost,

    /// <summary>Said that the content of files is bad.</summary>
    DeclareBad,

    /// <summary>Invalidated an accepted output.</summary>
    InvalidateFile,

    /// <summary>Registered a file that no job made.</summary>
    RegisterFile,

    /// <summary>Registered a run with its files.</summary>
    RegisterRun,

    /// <summary>Added a version of a good run list.</summary>
    AddGoodRunList,

    /// <summary>Moved the workspace to another database.</summary>
    MoveDatabase,

    /// <summary>Put a backup in the place of the database.</summary>
    RestoreDatabase,

    /// <summary>Wrote a backup.</summary>
    BackUpDatabase,

    /// <summary>Registered a release of a payload.</summary>
    AddRelease,

    /// <summary>Removed a release of a payload.</summary>
    RemoveRelease,

    /// <summary>Made the draft of a release to be published.</summary>
    DraftPublication,

    /// <summary>Made a release public.</summary>
    MakePublic,

    /// <summary>Withdrew a published release.</summary>
    WithdrawPublication,

    /// <summary>Took an earlier action back.</summary>
    Undo,
}

/// <summary>Where an action is.</summary>
public enum OperatorActionState
{
    /// <summary>Its items are being written down; nothing has been touched.</summary>
    Preparing,

    /// <summary>Its items are being worked on; after a kill it goes on.</summary>
    Running,

    /// <summary>All of it was done.</summary>
    Done,

    /// <summary>It was taken back.</summary>
    Undone,
}

/// <summary>An action as the log shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">Of what: a campaign, site, element, or a filter in words.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who.</param>
/// <param name="Utc">When.</param>
/// <param name="State">Where it is.</param>
/// <param name="Items">How many things it touches.</param>
/// <param name="Changed">How many it has changed so far.</param>
/// <param name="Body">What else belongs to it, JSON object.</param>
public sealed record OperatorAction(
    long Id, OperatorActionKind Kind, string Subject, string Reason, string Actor, string Utc, OperatorActionState State,
    long Items, long Changed, string Body);

/// <summary>How an action is taken back: one pure function.</summary>
public static class OperatorUndo
{
    /// <summary>The kind of action that takes one back, or null with the reason why nothing does.</summary>
    public static OperatorActionKind? Of(OperatorAction action, out string why)
    {
        why = action.State switch
        {
            OperatorActionState.Undone => $"Action {action.Id} was taken back already.",
            OperatorActionState.Preparing or OperatorActionState.Running => $"Action {action.Id} is still at work; wait for its end.",
            _ => "",
        };
        if (why.Length > 0)
        {
            return null;
        }

        OperatorActionKind? inverse = action.Kind switch
        {
            OperatorActionKind.KillJobs => OperatorActionKind.WithdrawKills,
            OperatorActionKind.WithdrawKills => OperatorActionKind.KillJobs,
            OperatorActionKind.RescheduleJobs or OperatorActionKind.RaiseLimits => OperatorActionKind.WithdrawRetries,
            OperatorActionKind.BanSite => OperatorActionKind.UnbanSite,
            OperatorActionKind.UnbanSite => OperatorActionKind.BanSite,
            OperatorActionKind.BanNode => OperatorActionKind.UnbanNode,
            OperatorActionKind.UnbanNode => OperatorActionKind.BanNode,
            OperatorActionKind.HoldInputs => OperatorActionKind.ReleaseInputs,
            OperatorActionKind.ReleaseInputs => OperatorActionKind.HoldInputs,
            OperatorActionKind.BanElement => OperatorActionKind.UnbanElement,
            OperatorActionKind.UnbanElement => OperatorActionKind.BanElement,
            OperatorActionKind.StopCampaign => OperatorActionKind.StartCampaign,
            OperatorActionKind.SetCampaign => OperatorActionKind.SetCampaign,
            OperatorActionKind.SetLimit => OperatorActionKind.SetLimit,
            OperatorActionKind.SetCeiling => OperatorActionKind.SetCeiling,
            _ => null,
        };
        why = inverse is null ? Why(action) : "";
        return inverse;
    }

    private static string Why(OperatorAction action) => action.Kind switch
    {
        OperatorActionKind.DeclareLost or OperatorActionKind.DeclareBad or OperatorActionKind.InvalidateFile =>
            "The files were invalidated and are made again; their old bytes are deleted.",
        OperatorActionKind.StartCampaign => "Its jobs may have run already; 'fathom campaign stop' halts it.",
        OperatorActionKind.CleanCampaign => "The bytes are deleted.",
        OperatorActionKind.ArchiveCampaign => "A sealed campaign stays sealed.",
        OperatorActionKind.Undo => "Do the first action again.",
        _ => $"There is nothing that takes {action.Kind} back.",
    };
}
