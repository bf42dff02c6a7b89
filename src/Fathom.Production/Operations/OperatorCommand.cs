using System.Text.Json.Serialization;
using Fathom.Production.Campaigns;
using Fathom.Production.Diagnosis.Causes;

namespace Fathom.Production.Operations;

/// <summary>What an operator asks for; each kind is one message with its own name.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(CreateCampaign), "createCampaign")]
[JsonDerivedType(typeof(PlanCampaign), "planCampaign")]
[JsonDerivedType(typeof(StartCampaign), "startCampaign")]
[JsonDerivedType(typeof(StopCampaign), "stopCampaign")]
[JsonDerivedType(typeof(CheckCampaign), "checkCampaign")]
[JsonDerivedType(typeof(ExtendCampaign), "extendCampaign")]
[JsonDerivedType(typeof(FlushCampaign), "flushCampaign")]
[JsonDerivedType(typeof(CompleteCampaign), "completeCampaign")]
[JsonDerivedType(typeof(CleanCampaign), "cleanCampaign")]
[JsonDerivedType(typeof(ArchiveCampaign), "archiveCampaign")]
[JsonDerivedType(typeof(SetCampaign), "setCampaign")]
[JsonDerivedType(typeof(OverruleScouts), "overruleScouts")]
[JsonDerivedType(typeof(WaiveInputs), "waiveInputs")]
[JsonDerivedType(typeof(CertifyCampaign), "certifyCampaign")]
[JsonDerivedType(typeof(BanSite), "banSite")]
[JsonDerivedType(typeof(BanNode), "banNode")]
[JsonDerivedType(typeof(BanElement), "banElement")]
[JsonDerivedType(typeof(SetLimit), "setLimit")]
[JsonDerivedType(typeof(SetCeiling), "setCeiling")]
[JsonDerivedType(typeof(ChangeJob), "changeJob")]
[JsonDerivedType(typeof(ChangeJobs), "changeJobs")]
[JsonDerivedType(typeof(ApplyToCause), "applyToCause")]
[JsonDerivedType(typeof(DeclareFiles), "declareFiles")]
[JsonDerivedType(typeof(RecordBackup), "recordBackup")]
[JsonDerivedType(typeof(RecordRelease), "recordRelease")]
[JsonDerivedType(typeof(RemoveRelease), "removeRelease")]
[JsonDerivedType(typeof(RecordPublication), "recordPublication")]
[JsonDerivedType(typeof(RecordWithdrawal), "recordWithdrawal")]
[JsonDerivedType(typeof(UndoAction), "undoAction")]
public abstract record OperatorCommand;

/// <summary>Makes a campaign.</summary>
public sealed record CreateCampaign(CampaignDefinition Definition) : OperatorCommand;

/// <summary>Says what a campaign would do, and makes nothing.</summary>
public sealed record PlanCampaign(CampaignDefinition Definition) : OperatorCommand;

/// <summary>Starts a campaign after its preflight.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Force">Why it shall start although the preflight says that it cannot end; null: it shall not.</param>
/// <param name="Reason">Why it starts, for the log.</param>
public sealed record StartCampaign(string Name, string? Force, string Reason = "") : OperatorCommand;

/// <summary>Stops a campaign: what runs finishes, nothing more is leased.</summary>
public sealed record StopCampaign(string Name, string Reason) : OperatorCommand;

/// <summary>Runs the preflight alone.</summary>
public sealed record CheckCampaign(string Name) : OperatorCommand;

/// <summary>Gives the first transformation of a campaign further datasets.</summary>
public sealed record ExtendCampaign(string Name, IReadOnlyList<string> Datasets, string Reason, bool DryRun) : OperatorCommand;

/// <summary>Asks for jobs of incomplete groups.</summary>
public sealed record FlushCampaign(string Name, string Reason) : OperatorCommand;

/// <summary>Asks a campaign to take no new files and to end.</summary>
public sealed record CompleteCampaign(string Name, string Reason) : OperatorCommand;

/// <summary>Deletes the intermediate files of a campaign, or all of its files.</summary>
public sealed record CleanCampaign(string Name, bool All, string Reason, bool DryRun) : OperatorCommand;

/// <summary>Seals a campaign.</summary>
public sealed record ArchiveCampaign(string Name, string Reason) : OperatorCommand;

/// <summary>Sets what is given.</summary>
public sealed record SetCampaign(string Name, int? Priority, double? Share, string Reason) : OperatorCommand;

/// <summary>Lets the rest of a campaign run whatever its scouts say.</summary>
public sealed record OverruleScouts(string Name, string Reason) : OperatorCommand;

/// <summary>Leaves inputs of a campaign out by name.</summary>
public sealed record WaiveInputs(string Name, IReadOnlyList<string> Lfns, string Reason) : OperatorCommand;

/// <summary>Writes a certificate of closure.</summary>
public sealed record CertifyCampaign(string Name) : OperatorCommand;

/// <summary>Bans a site with the reason, or lifts its ban.</summary>
public sealed record BanSite(string Name, bool Lift, string Reason) : OperatorCommand;

/// <summary>Bans a node with the reason, or lifts its ban.</summary>
/// <param name="Name">Its host name, as its pilots tell it.</param>
/// <param name="Lift">True: its ban is lifted.</param>
/// <param name="Reason">Why.</param>
public sealed record BanNode(string Name, bool Lift, string Reason) : OperatorCommand;

/// <summary>Bans a storage element with the reason, or lifts its ban.</summary>
public sealed record BanElement(string Name, bool Lift, string Reason) : OperatorCommand;

/// <summary>Sets a limit of running jobs, and for a user the share; null lifts it.</summary>
public sealed record SetLimit(LimitKind Kind, string Name, int? MostRunning, double? Share, string Reason) : OperatorCommand;

/// <summary>Declares what a storage element stands, jobs and transfers together; null: no ceiling.</summary>
/// <param name="Name">The element.</param>
/// <param name="ReadBytes">All reads together [byte/s].</param>
/// <param name="WriteBytes">All writes together [byte/s].</param>
/// <param name="ReadStreams">Most reads at a time.</param>
/// <param name="WriteStreams">Most writes at a time.</param>
/// <param name="Reason">Why.</param>
public sealed record SetCeiling(
    string Name, double? ReadBytes, double? WriteBytes, int? ReadStreams, int? WriteStreams, string Reason) : OperatorCommand;

/// <summary>Kills a job, or gives a held or killed one another chance.</summary>
public sealed record ChangeJob(bool Kill, long Job, string Reason) : OperatorCommand;

/// <summary>Does one thing about all of a cause: to its jobs, their inputs, or where it appears.</summary>
/// <param name="Cause">Id of the cause.</param>
/// <param name="Verb">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="DryRun">Only say what it touches.</param>
/// <param name="Campaign">Of this campaign alone; null: of all.</param>
/// <param name="Only">Of the places where it appears these alone, for bans; null: all of them.</param>
/// <param name="Factor">How much more memory or time than now; null where a value is given.</param>
/// <param name="Value">The new limit of memory [MiB] or wall time [s]; null where a factor is given.</param>
public sealed record ApplyToCause(
    string Cause, CauseVerb Verb, string Reason, bool DryRun, string? Campaign = null, IReadOnlyList<string>? Only = null,
    double? Factor = null, double? Value = null) : OperatorCommand;

/// <summary>Kills or reschedules all jobs that filters of the job monitor give.</summary>
/// <param name="Kill">Whether they are killed.</param>
/// <param name="Filter">Filters as <see cref="Monitor.JobQuestionText"/> reads them, at least one.</param>
/// <param name="Reason">Why.</param>
/// <param name="DryRun">Only say how many.</param>
public sealed record ChangeJobs(bool Kill, IReadOnlyList<JobFilterTerm> Filter, string Reason, bool DryRun) : OperatorCommand;

/// <summary>A filter of the job monitor.</summary>
/// <param name="Name">Its name, such as state.</param>
/// <param name="Value">The value; the same name again matches any of its values.</param>
public sealed record JobFilterTerm(string Name, string Value);

/// <summary>Says that files are lost or bad, at one element or everywhere.</summary>
/// <param name="Bad">True: their content is bad. False: their bytes are lost.</param>
/// <param name="Element">Where they are lost or bad: another replica is used where there is one; null: everywhere.</param>
/// <param name="Lfns">Their logical names.</param>
/// <param name="Reason">Why.</param>
/// <param name="DryRun">Only say what it would touch.</param>
public sealed record DeclareFiles(bool Bad, string? Element, IReadOnlyList<string> Lfns, string Reason, bool DryRun) : OperatorCommand;

/// <summary>Writes down that a backup was written.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Reason">Why.</param>
public sealed record RecordBackup(string File, string Reason) : OperatorCommand;

/// <summary>Writes down that a release of a payload was registered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">SHA-256 of its archive.</param>
/// <param name="Reason">Why.</param>
public sealed record RecordRelease(string Name, string Sha256, string Reason) : OperatorCommand;

/// <summary>Allows the removal of a release that no campaign needs any more, and writes it down.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">SHA-256 of its archive.</param>
/// <param name="Shared">True where another name has the same archive, which stays: then only campaigns that say this name need it.</param>
/// <param name="Reason">Why.</param>
public sealed record RemoveRelease(string Name, string Sha256, bool Shared, string Reason) : OperatorCommand;

/// <summary>Writes down that the draft of a release was made, or that a release is made public.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsPublic">False for a draft.</param>
/// <param name="Reason">Why.</param>
public sealed record RecordPublication(string Name, string Version, bool IsPublic, string Reason) : OperatorCommand;

/// <summary>Writes down that a published release is withdrawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reason">Why; the world reads it too.</param>
public sealed record RecordWithdrawal(string Name, string Version, string Reason) : OperatorCommand;

/// <summary>Takes an action back.</summary>
public sealed record UndoAction(long Action, string Reason) : OperatorCommand;

/// <summary>What a limit is of.</summary>
public enum LimitKind
{
    /// <summary>A site.</summary>
    Site,

    /// <summary>The owner of campaigns.</summary>
    User,

    /// <summary>A campaign.</summary>
    Campaign,

    /// <summary>A storage element.</summary>
    Element,
}

/// <summary>The answer to a command.</summary>
/// <param name="Done">True where it was done.</param>
/// <param name="Reason">Why not; empty where done.</param>
/// <param name="Lines">What there is to say, for people.</param>
/// <param name="Action">The bulk action that works on it, 0 where all is done.</param>
public sealed record CommandReply(bool Done, string Reason, IReadOnlyList<string> Lines, long Action = 0)
{
    /// <summary>Done.</summary>
    public static CommandReply Ok(params string[] lines) => new(true, "", lines);

    /// <summary>Refused; nothing was changed.</summary>
    public static CommandReply Refused(string reason, IReadOnlyList<string>? lines = null) => new(false, reason, lines ?? []);
}
