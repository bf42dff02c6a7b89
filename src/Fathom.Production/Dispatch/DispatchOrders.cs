namespace Fathom.Production.Dispatch;

/// <summary>What the dispatcher knows of a campaign.</summary>
/// <param name="Id">Its id.</param>
/// <param name="User">Who pays with their share.</param>
/// <param name="Share">Weight against the other campaigns of the user.</param>
/// <param name="Priority">Campaigns of a higher priority come first, whatever the shares. Default 0.</param>
/// <param name="Active">False: nothing of it is given out.</param>
/// <param name="MostRunning">Most jobs that run at a time.</param>
public sealed record CampaignOrder(
    long Id, string User, double Share = 1, int Priority = 0, bool Active = true, int MostRunning = int.MaxValue);

/// <summary>What the dispatcher knows of a transformation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CampaignId">Its campaign, which must be set before.</param>
/// <param name="Ordinal">Its place in the chain: later steps come first, so that the chain flows.</param>
/// <param name="Priority">Within the campaign; higher first, before the ordinal. Default 0.</param>
/// <param name="Active">False: nothing of it is given out.</param>
/// <param name="ExpectedSeconds">Declared duration of the mean job at CPU factor 1 [s]; 0 where nothing is declared.</param>
/// <param name="MostRunning">Most jobs that run at a time.</param>
/// <param name="Sites">Sites that may run it; null: every site.</param>
/// <param name="Element">Element that its jobs write to: banned, or used by as many jobs as may use it, it stops them; null: none.</param>
/// <param name="SecondsPerSize">What a unit of size lasts at CPU factor 1 where nothing was declared or measured [s]; 0 where nobody knows.
/// Default 1: sizes are predicted seconds.</param>
public sealed record TransformationOrder(
    long Id, long CampaignId, int Ordinal, int Priority = 0, bool Active = true, double ExpectedSeconds = 0,
    int MostRunning = int.MaxValue, IReadOnlySet<string>? Sites = null, string? Element = null,
    double SecondsPerSize = 1);

/// <summary>Waiting jobs with consecutive ids that are alike to the dispatcher.</summary>
/// <param name="FirstJob">Id of the first.</param>
/// <param name="Count">How many.</param>
/// <param name="Size">What their duration grows with: bytes of the inputs, or predicted seconds; 0: as the mean job of the transformation.</param>
/// <param name="InputBytes">Bytes that each reads; 0 where they do not load storage.</param>
/// <param name="Placement">Where the inputs lie, from <see cref="Dispatcher.PlacementOf"/>; 0: nowhere in particular.</param>
public readonly record struct JobRange(long FirstJob, int Count, double Size = 0, double InputBytes = 0, int Placement = 0);

/// <summary>A job that waits again after an attempt that ended without outputs.</summary>
/// <param name="Job">The job, a range of one.</param>
/// <param name="Avoid">Hosts on which it was lost.</param>
/// <param name="Losses">Losses of infrastructure under it so far.</param>
/// <param name="NotBefore">It is not given out before this time of the dispatcher's clock.</param>
public sealed record ReturnedJob(JobRange Job, Jobs.HostSet Avoid, int Losses, TimeSpan NotBefore);

/// <summary>A free slot.</summary>
/// <param name="PilotId">The pilot.</param>
/// <param name="Site">Its site.</param>
/// <param name="Host">Its host.</param>
/// <param name="RemainingWallTime">Wall time until the batch system ends it; <see cref="TimeSpan.MaxValue"/> where there is no limit.</param>
/// <param name="CpuFactor">Speed of the node against the reference; a job takes its expected duration divided by it.</param>
public readonly record struct PilotOffer(long PilotId, string Site, string Host, TimeSpan RemainingWallTime, double CpuFactor = 1);

/// <summary>A live attempt found at start, before the server went away.</summary>
/// <param name="Job">The job, a range of one.</param>
/// <param name="TransformationId">Its transformation.</param>
/// <param name="Site">Where it runs.</param>
/// <param name="ReadsFrom">Element that it reads from; null where none or unknown.</param>
public sealed record AdoptedJob(JobRange Job, long TransformationId, string Site, string? ReadsFrom);
