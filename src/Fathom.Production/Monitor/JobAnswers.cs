using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>A job as the job monitor shows it. Texts are empty for none.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Campaign">Name of the campaign: the job's group.</param>
/// <param name="TransformationId">Id of its transformation.</param>
/// <param name="Transformation">Name of its transformation.</param>
/// <param name="Step">Payload of the transformation: the job's type.</param>
/// <param name="Run">Run of the input.</param>
/// <param name="Section">Section of the run.</param>
/// <param name="State">State.</param>
/// <param name="Minor">Where it is within the state.</param>
/// <param name="Application">What the payload says of itself.</param>
/// <param name="Attempt">Number of the latest attempt.</param>
/// <param name="PayloadFailures">Failures of the payload.</param>
/// <param name="InfrastructureLosses">Losses of the infrastructure.</param>
/// <param name="Cause">Normalised cause.</param>
/// <param name="CauseDetail">Its message.</param>
/// <param name="Site">Site of the latest attempt.</param>
/// <param name="Host">Its host.</param>
/// <param name="Owner">Whose job it is.</param>
/// <param name="Priority">Priority.</param>
/// <param name="CreatedUtc">Label of its creation.</param>
/// <param name="UpdatedUtc">Label of its last change.</param>
/// <param name="LastSignOfLifeUtc">When the pilot of its live attempt was last heard; null where none is live.</param>
/// <param name="LastEvent">Sequence number of its last event.</param>
public sealed record JobLine(
    long Id, string Campaign, long TransformationId, string Transformation, string Step, int? Run, int? Section, JobState State, string Minor,
    string Application, int Attempt, int PayloadFailures, int InfrastructureLosses, string Cause, string CauseDetail, string Site, string Host,
    string Owner, int Priority, string CreatedUtc, string UpdatedUtc, string? LastSignOfLifeUtc, long LastEvent);

/// <summary>A page of jobs.</summary>
/// <param name="Total">Number of all jobs that match, exact.</param>
/// <param name="Offset">How many are left out.</param>
/// <param name="Sort">In which order.</param>
/// <param name="Jobs">The jobs.</param>
public sealed record JobListAnswer(long Total, long Offset, string Sort, IReadOnlyList<JobLine> Jobs);

/// <summary>Jobs that have the same values.</summary>
/// <param name="Values">A value for each column, as filters write it; empty for none.</param>
/// <param name="Labels">The same as people read it.</param>
/// <param name="Jobs">Number of jobs.</param>
public sealed record JobGroupLine(IReadOnlyList<string> Values, IReadOnlyList<string> Labels, long Jobs);

/// <summary>Jobs by one or two columns.</summary>
/// <param name="By">The columns.</param>
/// <param name="Jobs">Number of all jobs that match, exact.</param>
/// <param name="Total">Number of all groups.</param>
/// <param name="Groups">The largest groups, largest first.</param>
public sealed record JobSummaryAnswer(IReadOnlyList<string> By, long Jobs, int Total, IReadOnlyList<JobGroupLine> Groups);
