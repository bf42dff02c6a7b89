using Fathom.Production.Jobs;

namespace Fathom.Production.Stores;

/// <summary>A job's row, as it is read at the start: five million of them, so that texts are the store's own few.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TransformationId">Its transformation.</param>
/// <param name="Run">Its run, or null.</param>
/// <param name="Section">Its section, or null.</param>
/// <param name="FirstInput">Its first input file, 0 where unknown.</param>
/// <param name="State">Its state.</param>
/// <param name="Minor">Where it is within the state.</param>
/// <param name="Attempt">Number of its latest attempt.</param>
/// <param name="PayloadFailures">Failures of its payload.</param>
/// <param name="InfrastructureLosses">Losses of the infrastructure.</param>
/// <param name="LostHosts">The hosts of those.</param>
/// <param name="Cause">Normalised cause.</param>
/// <param name="CauseDetail">Its message.</param>
/// <param name="LastEvent">Its latest event.</param>
/// <param name="CreatedUtc">Label of its making.</param>
/// <param name="UpdatedUtc">Label of its last change.</param>
/// <param name="Site">Site of its latest attempt.</param>
/// <param name="Host">Host of its latest attempt.</param>
/// <param name="Owner">Whose job it is.</param>
/// <param name="Application">What its payload says of itself.</param>
/// <param name="Priority">Higher is leased first.</param>
public readonly record struct StoredJob(
    long Id, long TransformationId, int? Run, int? Section, long FirstInput, JobState State, string Minor, int Attempt,
    int PayloadFailures, int InfrastructureLosses, string LostHosts, string Cause, string CauseDetail, long LastEvent,
    string CreatedUtc, string UpdatedUtc, string Site, string Host, string Owner, string Application, short Priority);
