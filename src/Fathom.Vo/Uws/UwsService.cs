using System.Globalization;

namespace Fathom.Vo.Uws;

/// <summary>The job list and the jobs below it, as UWS 1.1 has them (section 2.2); it knows nothing of HTTP but its verbs and statuses.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="runner">What runs them.</param>
public sealed class UwsService(UwsJobs jobs, UwsRunner runner)
{
    /// <summary>Names that say what is done with a job, not what it is asked.</summary>
    private static readonly string[] Verbs = ["PHASE", "ACTION", "RUNID", "WAIT", "EXECUTIONDURATION", "DESTRUCTION"];

    /// <summary>Answers.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="stop">The client has left.</param>
    public async Task<UwsAnswer> AnswerAsync(UwsRequest request, CancellationToken stop)
    {
        bool posts = request.Method == "POST";
        if (!posts && request.Method is not ("GET" or "HEAD" or "DELETE"))
        {
            return UwsAnswer.Refusal(405, "Job lists and jobs answer GET, POST and DELETE.");
        }

        if (request.Path.Count == 0)
        {
            return request.Method == "DELETE" ? UwsAnswer.Refusal(405, "The job list cannot be deleted; jobs can.")
                : posts ? Create(request) : List(request);
        }

        if (jobs.Find(request.Owner, request.Path[0]) is not { } job)
        {
            return UwsAnswer.NoSuchJob;
        }

        if (request.Path.Count == 1)
        {
            return request.Method == "DELETE" ? Remove(job, request)
                : posts ? PostToJob(job, request) : await ShowAsync(job, request, stop);
        }

        return request.Method == "DELETE" ? UwsAnswer.Refusal(405, "A part of a job cannot be deleted; the job can.")
            : posts ? Post(job, request) : Get(job, request);
    }

    private UwsAnswer List(UwsRequest request) => UwsJobFilter.Read(request.Parameters, out UwsJobFilter filter) is { } wrong
        ? UwsAnswer.Refusal(400, wrong)
        : UwsAnswer.Xml(UwsXml.List(filter.Of(jobs.Of(request.Owner)), request.List));

    private UwsAnswer Create(UwsRequest request)
    {
        UwsParameter[] asked = [.. request.Parameters.Where(parameter => !Verbs.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))];
        if (TooMuch(asked) is { } refusal)
        {
            return refusal;
        }

        string? phase = request.Value("PHASE");
        if (phase is not null && !string.Equals(phase, "RUN", StringComparison.OrdinalIgnoreCase))
        {
            return UwsAnswer.Refusal(400, "A new job can be given PHASE=RUN, or none.");
        }

        if (jobs.Create(request.Owner, asked, request.Value("RUNID"), request.Files) is not { } made)
        {
            return UwsAnswer.Refusal(503, "There are too many jobs, or too much in their results. Delete some that are no longer needed, or come again later.");
        }

        if (phase is not null)
        {
            runner.Start(made.Id);
        }

        return UwsAnswer.SeeOther(Address(made, request));
    }

    private async Task<UwsAnswer> ShowAsync(UwsJob job, UwsRequest request, CancellationToken stop)
    {
        if (request.Value("WAIT") is { } wait)
        {
            if (!int.TryParse(wait, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds) || seconds < -1)
            {
                return UwsAnswer.Refusal(400, "WAIT is a number of seconds, or -1 for as long as the service allows.");
            }

            if (request.Value("PHASE") is { } named)
            {
                if (!UwsPhases.TryParse(named, out UwsPhase phase))
                {
                    return UwsAnswer.Refusal(400, "PHASE beside WAIT is the phase in which the job was last seen.");
                }

                seconds = phase == job.Phase ? seconds : 0;
            }

            TimeSpan most = seconds < 0 || seconds > jobs.Limits.LongestWait.TotalSeconds ? jobs.Limits.LongestWait : TimeSpan.FromSeconds(seconds);
            await (job.Phase.IsActive() ? jobs.WaitAsync(job, most, stop) : Task.CompletedTask);
        }

        return jobs.Find(request.Owner, job.Id) is { } now ? UwsAnswer.Xml(UwsXml.Job(now, Address(now, request))) : UwsAnswer.NoSuchJob;
    }

    private UwsAnswer PostToJob(UwsJob job, UwsRequest request)
    {
        if (request.Value("ACTION") is { } action)
        {
            return string.Equals(action, "DELETE", StringComparison.OrdinalIgnoreCase) ? Remove(job, request)
                : UwsAnswer.Refusal(400, "ACTION can be DELETE.");
        }

        return SetParameters(job, request);
    }

    private UwsAnswer Remove(UwsJob job, UwsRequest request)
    {
        runner.Remove(job.Id);
        return UwsAnswer.SeeOther(request.List);
    }

    private UwsAnswer Get(UwsJob job, UwsRequest request)
    {
        if (request.Path is [_, "results", var name])
        {
            return Result(job, name);
        }

        return request.Path.Count > 2 ? UwsAnswer.Refusal(404, "A job has no such part.") : request.Path[1].ToLowerInvariant() switch
        {
            "phase" => UwsAnswer.Text(job.Phase.Name()),
            "executionduration" => UwsAnswer.Text(job.ExecutionSeconds.ToString(CultureInfo.InvariantCulture)),
            "destruction" => UwsAnswer.Text(UwsTimes.Text(job.Destruction)),
            "quote" => UwsAnswer.Text(""),
            "owner" => UwsAnswer.Text(job.Owner),
            "runid" => UwsAnswer.Text(job.RunId ?? ""),
            "parameters" => UwsAnswer.Xml(UwsXml.ParameterList(job)),
            "results" => UwsAnswer.Xml(UwsXml.ResultList(job, Address(job, request))),
            "error" => Error(job),
            _ => UwsAnswer.Refusal(404, "A job has no such part: phase, executionduration, destruction, quote, owner, parameters, results or error."),
        };
    }

    private UwsAnswer Result(UwsJob job, string name) => job.Results.FirstOrDefault(result => result.Name == name) is { } result
        ? new UwsAnswer(200) { MediaType = result.MediaType, File = Path.Combine(jobs.FolderOf(job), result.Name) }
        : UwsAnswer.Refusal(404, job.Phase.IsActive() ? "The job has no results yet." : "The job has no result of that name.");

    private UwsAnswer Error(UwsJob job)
    {
        string file = Path.Combine(jobs.FolderOf(job), "error");
        return File.Exists(file) ? new UwsAnswer(200) { MediaType = "application/x-votable+xml", File = file }
            : job.Fault is { } fault ? UwsAnswer.Text(fault + "\n")
            : UwsAnswer.Refusal(404, "The job has not failed.");
    }

    private UwsAnswer Post(UwsJob job, UwsRequest request)
    {
        if (request.Path.Count > 2)
        {
            return UwsAnswer.Refusal(405, "Results cannot be changed.");
        }

        switch (request.Path[1].ToLowerInvariant())
        {
            case "phase":
                return SetPhase(job, request);
            case "executionduration":
                return SetExecutionDuration(job, request);
            case "destruction":
                return SetDestruction(job, request);
            case "parameters":
                return SetParameters(job, request);
            default:
                return UwsAnswer.Refusal(405, "Of a job phase, executionduration, destruction and parameters can be set.");
        }
    }

    private UwsAnswer SetPhase(UwsJob job, UwsRequest request) => request.Value("PHASE")?.ToUpperInvariant() switch
    {
        "RUN" => runner.Start(job.Id) is not null || jobs.Find(request.Owner, job.Id)?.Phase is UwsPhase.Queued or UwsPhase.Executing
            ? UwsAnswer.SeeOther(Address(job, request))
            : UwsAnswer.Refusal(400, $"A job that is {job.Phase.Name()} cannot be started; make a new one."),
        // To abort what has ended changes nothing, and a client cannot know that it has.
        "ABORT" => Aborted(job, request),
        _ => UwsAnswer.Refusal(400, "PHASE can be set to RUN or ABORT."),
    };

    private UwsAnswer Aborted(UwsJob job, UwsRequest request)
    {
        runner.Abort(job.Id);
        return UwsAnswer.SeeOther(Address(job, request));
    }

    private UwsAnswer SetExecutionDuration(UwsJob job, UwsRequest request)
    {
        if (!int.TryParse(request.Value("EXECUTIONDURATION"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
        {
            return UwsAnswer.Refusal(400, "EXECUTIONDURATION is a number of seconds; 0 asks for the longest.");
        }

        int most = jobs.Limits.LongestExecutionSeconds;
        return Pending(job, request, now => now with { ExecutionSeconds = seconds == 0 || seconds > most ? most : seconds });
    }

    private UwsAnswer SetDestruction(UwsJob job, UwsRequest request)
    {
        if (request.Value("DESTRUCTION") is not { } text || !UwsJobFilter.TryTime(text, out DateTimeOffset time))
        {
            return UwsAnswer.Refusal(400, "DESTRUCTION is a time in UTC such as 2026-01-31T12:00:00Z.");
        }

        DateTimeOffset last = job.Created + jobs.Limits.LongestRetention;
        return jobs.Change(job.Id, now => now with { Destruction = time < last ? time : last }) is { } changed
            ? UwsAnswer.SeeOther(Address(changed, request)) : UwsAnswer.NoSuchJob;
    }

    private UwsAnswer SetParameters(UwsJob job, UwsRequest request)
    {
        UwsParameter[] set = [.. request.Parameters.Where(parameter => !Verbs.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))];
        return TooMuch([.. job.Parameters, .. set]) ?? Pending(job, request, now => jobs.Take(now, request.Files) with
        {
            Parameters =
            [
                .. now.Parameters.Where(old => set.All(other => !string.Equals(other.Name, old.Name, StringComparison.OrdinalIgnoreCase))),
                .. set,
            ],
        });
    }

    private UwsAnswer Pending(UwsJob job, UwsRequest request, Func<UwsJob, UwsJob> change) =>
        jobs.Change(job.Id, now => now.Phase == UwsPhase.Pending ? change(now) : null) is { } changed
            ? UwsAnswer.SeeOther(Address(changed, request))
            : UwsAnswer.Refusal(400, "What a job is asked can only be changed while it is PENDING.");

    private UwsAnswer? TooMuch(UwsParameter[] parameters) =>
        parameters.Length > jobs.Limits.Size.Parameters || parameters.Any(parameter => parameter.Value.Length + parameter.Name.Length > jobs.Limits.Size.Characters)
            ? UwsAnswer.Refusal(413, "The request has too many parameters, or one that is too long.")
            : null;

    private static Uri Address(UwsJob job, UwsRequest request) => new($"{request.List}/{job.Id}");
}
