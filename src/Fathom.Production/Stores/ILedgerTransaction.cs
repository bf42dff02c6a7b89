using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Stores;

/// <summary>What a verb may ask of its store. What it saves becomes durable with the group's commit, all together or not at all.</summary>
/// <remarks>Not kept after the verb returned. Rows of jobs and attempts are not saved by verbs: the ledger's state gives those that
/// changed to <see cref="SaveJob"/> and <see cref="SaveAttempt"/> once, at the end of the group.</remarks>
public interface ILedgerTransaction
{
    /// <summary>The epoch under which this server writes.</summary>
    long Epoch { get; }

    /// <summary>Label of this transaction's time.</summary>
    string Now { get; }

    /// <summary>Appends an event; returns its sequence number.</summary>
    /// <param name="subject">See <see cref="Database.Writing.Subjects"/>.</param>
    /// <param name="subjectId">Its id.</param>
    /// <param name="attempt">The attempt it belongs to, if to one.</param>
    /// <param name="kind">Name of the event.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="body">The event as JSON.</param>
    /// <param name="previous">Sequence number of the subject's event before it; 0 for the first, null where the store shall look it up.</param>
    long Append(string subject, long subjectId, int? attempt, string kind, string actor, string body, long? previous);

    /// <summary>Lets memory take part in the group; once is enough, also where the work throws afterwards.</summary>
    void Enlist(ILedgerParticipant participant);

    /// <summary>Runs on the writer's thread once the work is durable, before its caller hears of it.</summary>
    void AfterCommit(Action action);

    /// <summary>Saves a job that is new or changed.</summary>
    void SaveJob(JobRecord job);

    /// <summary>Saves an attempt that is new or changed.</summary>
    void SaveAttempt(StoredAttempt attempt);

    /// <summary>Saves a pilot that is new or changed.</summary>
    void SavePilot(StoredPilot pilot);

    /// <summary>Saves what the accepted attempts of a transformation took.</summary>
    void SavePace(long transformationId, Forecast.StepPace pace);

    /// <summary>Saves the state of a job's inputs within its transformation.</summary>
    void SaveInputState(long transformationId, long jobId, IReadOnlyList<long> files, InputState state);

    /// <summary>Saves new jobs with consecutive ids, one for each file, and takes the files for them.</summary>
    void SaveNewJobs(long transformationId, long firstJob, IReadOnlyList<InputFile> files, long seq);

    /// <summary>The request of an id, or null where it was not met.</summary>
    StoredRequest? FindRequest(string id);

    /// <summary>Notes a new request, with its answer or without.</summary>
    void SaveRequest(StoredRequest request);

    /// <summary>Notes the answer of a request that was noted before.</summary>
    void AnswerRequest(string id, string answer);

    /// <summary>Takes an output into the catalogue: file, replica, parents, acceptance (law 1), and its copy; returns the file's id.</summary>
    /// <exception cref="Catalog.CatalogueException">The logical name is taken, or the input has a valid output of that kind.</exception>
    long RegisterOutput(NewOutput output);

    /// <summary>A file as a pilot may read it, with its replicas at elements in use; null where there is none.</summary>
    LeasedInput? FindInput(long file, string workspace);

    /// <summary>The transformations of the workspace.</summary>
    IReadOnlyList<StepFacts> Transformations();

    /// <summary>What operators have said of sites, elements and limits.</summary>
    Dispatch.DispatchRules Rules();

    /// <summary>What an operator, or a rule of failures, gave a job beyond its transformation's limits.</summary>
    JobAllowance AllowanceOf(long job);

    /// <summary>Saves what a job may use beyond its transformation's limits.</summary>
    void SaveAllowance(long job, JobAllowance allowance);

    /// <summary>A banned element at which a file has a valid replica, or null where there is none.</summary>
    string? BannedElementWith(long file);

    /// <summary>The constants for a run, or null where the tag has none.</summary>
    ConditionsReference? Conditions(string tag, int run, string workspace);

    /// <summary>True where a transformation has inputs that no job has yet.</summary>
    bool HasUnusedInputs(long transformationId);

    /// <summary>Writes down that campaigns or transformations have ended, where no job of theirs is open.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="hasOpenJobs">Whether a transformation has open jobs.</param>
    void CheckCompletion(long campaignId, Func<long, bool> hasOpenJobs);
}
