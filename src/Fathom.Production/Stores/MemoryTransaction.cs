using Fathom.Catalog;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Stores;

/// <summary>A work over a <see cref="MemoryLedgerStore"/>: gathers what is saved until the commit.</summary>
/// <remarks>Most questions of idle pilots change nothing: what they do not need is not made.</remarks>
internal sealed class MemoryTransaction(MemoryLedgerStore store, Action<ILedgerParticipant> enlist) : ILedgerTransaction
{
    private List<Action<MemoryImage>>? _changes;
    private List<Action>? _afterCommit;
    private Dictionary<string, StoredRequest>? _requests;
    private string? _now;
    private long _events, _files;

    public long Epoch => store.Epoch;

    public string Now => _now ??= UtcLabel.Now(store.Time);

    /// <summary>Requests that were noted.</summary>
    public IReadOnlyCollection<string> Noted => _requests is { } noted ? noted.Keys : [];

    /// <summary>Makes all that was saved durable.</summary>
    public void Apply(MemoryImage image)
    {
        _changes?.ForEach(change => change(image));
        if (_requests is { } requests)
        {
            foreach (StoredRequest request in requests.Values)
            {
                image.Requests[request.Id] = request;
            }
        }

        image.LastEvent += _events;
        image.LastFile += _files;
    }

    /// <summary>Runs what waits for the commit.</summary>
    public void Answer() => _afterCommit?.ForEach(action => action());

    public long Append(string subject, long subjectId, int? attempt, string kind, string actor, string body, long? previous)
    {
        long seq = store.Image.LastEvent + ++_events;
        if (store.KeepsHistory)
        {
            string now = Now;
            long before = previous ?? store.Image.Events.LastOrDefault(one => one.Subject == subject && one.SubjectId == subjectId)?.Seq ?? 0;
            Change(image => image.Events.Add(new MemoryEvent(seq, Epoch, now, subject, subjectId, attempt, kind, actor, body, before)));
        }

        return seq;
    }

    private void Change(Action<MemoryImage> change) => (_changes ??= []).Add(change);

    public void Enlist(ILedgerParticipant participant) => enlist(participant);

    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    public void SaveJob(JobRecord job) => Change(image => image.Jobs[(int)job.Id - 1] = job);

    public void SaveAttempt(StoredAttempt attempt) => Change(image =>
    {
        if (store.KeepsHistory || attempt.State != AttemptState.Accepted)
        {
            image.Attempts[(attempt.JobId, attempt.Attempt.Number)] = attempt;
        }
        else
        {
            image.Attempts.Remove((attempt.JobId, attempt.Attempt.Number));
        }
    });

    public void SavePilot(StoredPilot pilot) => Change(image => image.Pilots[pilot.Id] = pilot);

    public void SavePace(long transformationId, Forecast.StepPace pace) => Change(image => image.Paces[transformationId] = pace);

    public void SaveInputState(long transformationId, long jobId, IReadOnlyList<long> files, InputState state) => Change(image =>
    {
        foreach (long file in files)
        {
            if (image.Inputs.TryGetValue((transformationId, file), out (InputState State, long Job) known) && known.Job == jobId)
            {
                image.Inputs[(transformationId, file)] = (state, jobId);
            }
        }
    });

    public void SaveNewJobs(long transformationId, long firstJob, IReadOnlyList<InputFile> files, long seq) => Change(image =>
    {
        long made = UtcLabel.Parse(Now).ToUnixTimeMilliseconds();
        for (int i = 0; i < files.Count; i++)
        {
            InputFile file = files[i];
            var row = new JobEntry
            {
                Transformation = transformationId,
                Run = file.Run,
                Section = file.Section,
                FirstInput = file.Id,
                Created = made,
                Updated = made,
                LastEvent = seq,
            };
            if (file.Bytes > 0)
            {
                image.Sizes[firstJob + i] = file.Bytes;
            }

            image.Jobs.Add(new JobRecord(firstJob + i, row, JobSnapshot.New, null, 0, seq, file.All));
            foreach (long input in file.All)
            {
                image.Inputs[(transformationId, input)] = (InputState.Assigned, firstJob + i);
            }
        }
    });

    public StoredRequest? FindRequest(string id) =>
        _requests is { } noted && noted.TryGetValue(id, out StoredRequest? request) || store.Image.Requests.TryGetValue(id, out request) ? request : null;

    public void SaveRequest(StoredRequest request) => (_requests ??= new(StringComparer.Ordinal))[request.Id] = request;

    public void AnswerRequest(string id, string answer)
    {
        if (FindRequest(id) is { } known)
        {
            SaveRequest(known with { Answer = answer });
        }
    }

    public long RegisterOutput(NewOutput output)
    {
        if (store.Image.Names.Contains(output.Output.Lfn))
        {
            throw new CatalogueException("LfnTaken", $"{output.Output.Lfn}: a valid file of this logical name is registered already.");
        }

        foreach (long input in output.Inputs)
        {
            if (store.Image.Accepted.ContainsKey((output.Job.TransformationId, input, output.Output.Kind)))
            {
                throw new CatalogueException(
                    "AcceptedTwice", $"Input {input} of transformation {output.Job.TransformationId} has a valid output of kind {output.Output.Kind} already.");
            }
        }

        long file = store.Image.LastFile + ++_files;
        Change(image =>
        {
            image.Names.Add(output.Output.Lfn);
            foreach (long input in output.Inputs)
            {
                image.Accepted.Add((output.Job.TransformationId, input, output.Output.Kind), file);
            }
        });
        return file;
    }

    public LeasedInput? FindInput(long file, string workspace) => store.Inputs(file);

    public IReadOnlyList<StepFacts> Transformations() => [.. store.Steps];

    public Dispatch.DispatchRules Rules() => store.DispatchRules;

    public JobAllowance AllowanceOf(long job) => store.Image.Allowances.TryGetValue(job, out JobAllowance? allowance) ? allowance : JobAllowance.None;

    public void SaveAllowance(long job, JobAllowance allowance) => Change(image => image.Allowances[job] = allowance);

    public string? BannedElementWith(long file) => null;

    public ConditionsReference? Conditions(string tag, int run, string workspace) => new(tag, tag, new string('0', 64));

    public bool HasUnusedInputs(long transformationId) => false;

    public void CheckCompletion(long campaignId, Func<long, bool> hasOpenJobs)
    {
        for (int i = 0; i < store.Steps.Count; i++)
        {
            StepFacts step = store.Steps[i];
            if (step.CampaignId == campaignId && step.State == TransformationState.Active)
            {
                if (hasOpenJobs(step.Id))
                {
                    return;
                }

                int place = i;
                Change(_ => store.Steps[place] = step with { State = TransformationState.Completed });
            }
        }
    }
}
