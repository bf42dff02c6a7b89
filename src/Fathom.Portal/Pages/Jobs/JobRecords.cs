namespace Fathom.Portal.Pages.Jobs;

/// <summary>Which jobs a listing gives; what is null does not restrict.</summary>
public sealed record JobFilter(string? State = null, string? Campaign = null, string? Transformation = null, int? Run = null, string? Cause = null);

/// <summary>A job as pages show it.</summary>
public sealed record JobView(
    long Id, string Campaign, string Transformation, string Step, int? Run, int? Section, string State, string Minor, int Attempt,
    int PayloadFailures, int InfrastructureLosses, string Cause, string CauseDetail, string CreatedUtc, string UpdatedUtc);

/// <summary>An attempt as pages show it.</summary>
public sealed record AttemptView(
    int Number, string State, long Pilot, string Host, string Element, string Path, int? ExitCode, int? Signal, string Cause,
    string Detail, string LogTail, double? CpuSeconds, double? WallSeconds, long? MaxRssBytes, string LeasedUtc, string? EndedUtc);

/// <summary>A file that a job reads or has written.</summary>
public sealed record JobFileView(long Id, string Lfn, string Tier, long Size, long Events, string State);

/// <summary>An event of the ledger.</summary>
public sealed record EventView(long Seq, string Utc, string Subject, long SubjectId, int? Attempt, string Kind, string Actor, string Body);

/// <summary>All of a job.</summary>
public sealed record JobDetail(
    JobView Job, IReadOnlyList<AttemptView> Attempts, IReadOnlyList<JobFileView> Inputs, IReadOnlyList<JobFileView> Outputs,
    IReadOnlyList<EventView> Events);

/// <summary>A page of jobs with the counts of the filter.</summary>
/// <param name="Jobs">Rows by id.</param>
/// <param name="Next">Key of the next page, or null.</param>
/// <param name="States">Jobs of the filter by state, whatever state it names.</param>
/// <param name="Transformations">Names to choose from.</param>
/// <param name="Campaigns">Names to choose from.</param>
public sealed record JobListing(
    IReadOnlyList<JobView> Jobs, long? Next, IReadOnlyList<(string State, long Count)> States,
    IReadOnlyList<string> Transformations, IReadOnlyList<string> Campaigns);
