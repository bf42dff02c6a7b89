using Fathom.Portal.Markup;
using Fathom.Production.Monitor;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>One job: state and cause, attempts with evidence and log, files in and out, its events.</summary>
public static class JobPage
{
    /// <summary>The page.</summary>
    /// <param name="detail">The job.</param>
    /// <param name="events">What happened to it.</param>
    /// <param name="wholeLogs">Whole logs that are kept, by attempt.</param>
    /// <param name="visitor">Who looks.</param>
    public static PageContent Render(JobDetail detail, IReadOnlyList<EventRow> events, IReadOnlyDictionary<int, KeptLog> wholeLogs, Visitor visitor)
    {
        var job = detail.Job;
        return new($"Job {job.Id}", "/jobs", Html.Of($"""
            <div id="job" data-live>
            <div class="head"><h1>Job {job.Id}</h1>{Parts.State(job.State.ToString())}{Html.If(job.Minor.Length > 0, () => Html.Of($"<span class=\"soft\">{job.Minor}</span>"))}{Actions(job, visitor)}</div>
            {Cause(job)}
            <div class="card"><dl class="facts">
            {Parts.Fact("Transformation", Html.Of($"{job.Transformation}"))}{Parts.Fact("Campaign", Html.Of($"<a href=\"/campaigns/{Uri.EscapeDataString(job.Campaign)}\">{job.Campaign}</a>"))}{Run(job)}{Parts.Fact("Attempts", Html.Of($"{job.Attempt}"))}{Parts.Fact("Payload failures", Html.Of($"{job.PayloadFailures} <small>held at the fourth</small>"))}{Parts.Fact("Infrastructure losses", Html.Of($"{job.InfrastructureLosses} <small>do not count to the failures</small>"))}{Parts.Fact("Created", Parts.Time(job.CreatedUtc))}{Parts.Fact("Updated", Parts.Time(job.UpdatedUtc))}
            </dl></div>
            </div>
            <section class="columns">
            <div class="card" id="inputs" data-live><h2>Inputs</h2>{Files(detail.Inputs, "None.")}</div>
            <div class="card" id="outputs" data-live><h2>Outputs</h2>{Files(detail.Outputs, "None accepted yet.")}</div>
            </section>
            <section><h2>Attempts</h2>{AttemptCards.Render(job.Id, detail.Attempts, wholeLogs)}</section>
            <section><h2>Events</h2>{EventTable.Render([.. events.Reverse().Take(200)], withSubject: false)}</section>
            """))
        { Above = [("Jobs", "/jobs"), (job.Transformation, JobAddress.Of(new JobCriteria { Transformations = [job.TransformationId] }))] };
    }

    private static Html Run(JobRow job) => Html.If(
        job.Run is not null,
        () => Parts.Fact("Run", Html.Of($"<a href=\"/runs/{job.Run}\">{job.Run}</a>{Html.If(job.Section is not null, () => Html.Of($" <small>section {job.Section}</small>"))}")));

    private static Html Cause(JobRow job) => Html.If(
        job.Cause.Length > 0,
        () => Html.Of($"<p class=\"problem\"><b>{job.Cause}</b>{Html.If(job.CauseDetail.Length > 0, () => Html.Of($"<br>{job.CauseDetail}"))} <a href=\"{JobAddress.Of(new JobCriteria { Causes = [job.Cause] })}\">Jobs with the same cause</a></p>"));

    private static Html Actions(JobRow job, Visitor visitor) => Html.If(visitor.IsOperator, () => Html.Of($"""
        <div class="actions">{Html.If(JobStates.MayReschedule(job.State), () => Parts.Reasoned($"/jobs/{job.Id}/reschedule", "Reschedule", "main", visitor))}{Html.If(JobStates.MayKill(job.State), () => Parts.Reasoned($"/jobs/{job.Id}/kill", "Kill", "danger", visitor))}</div>
        """));

    private static Html Files(IReadOnlyList<JobFile> files, string none) => files.Count == 0
        ? Html.Of($"<p class=\"soft\">{none}</p>")
        : Html.Of($"""
            <div class="scroll"><table><thead><tr><th scope="col">Logical file name</th><th scope="col">Tier</th><th scope="col">State</th></tr></thead><tbody>
            {files.Select(f => Html.Of($"<tr><th scope=\"row\" class=\"wide\"><a class=\"mono\" href=\"/files/{f.Id}\">{f.Lfn}</a></th><td>{f.Tier}</td><td>{Parts.State(f.State)}</td></tr>\n"))}</tbody></table></div>
            """);
}
