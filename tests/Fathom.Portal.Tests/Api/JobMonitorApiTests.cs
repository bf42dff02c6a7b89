using System.Net;
using System.Net.Http.Json;
using Fathom.Portal.Tests.World;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Operations;
using Fathom.Production.Queries;

namespace Fathom.Portal.Tests.Api;

[Collection("portal")]
public sealed class JobMonitorApiTests(PortalFixture fixture)
{
    private readonly PortalWorld _world = fixture.World;

    [Theory]
    [InlineData("")]
    [InlineData("state=Held")]
    [InlineData("state=Done,Waiting&sort=-updated&limit=3")]
    [InlineData("sort=-transformation&offset=2&limit=2")]
    [InlineData("campaign=unheard")]
    public async Task The_answer_over_http_is_the_monitors_own(string query)
    {
        var answer = await _world.Reader.GetFromJsonAsync<JobListAnswer>($"/api/jobs?{query}", OperatorJson.Options);

        var question = JobQuestionText.Parse(
            query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => KeyValuePair.Create(part.Split('=')[0], part.Split('=')[1])), DateTimeOffset.UnixEpoch);
        var expected = _world.Get<JobMonitor>().List(question);
        Assert.Equal((expected.Total, expected.Offset, expected.Sort), (answer!.Total, answer.Offset, answer.Sort));
        Assert.Equal(expected.Jobs, answer.Jobs);
    }

    [Fact]
    public async Task The_held_job_comes_with_its_cause_its_host_and_its_site()
    {
        var answer = await _world.Reader.GetFromJsonAsync<JobListAnswer>("/api/jobs?state=Held", OperatorJson.Options);

        var job = Assert.Single(answer!.Jobs);
        var stored = _world.Get<JobQueries>().Find(fixture.HeldJob)!.Job;
        Assert.Equal(
            (stored.Id, stored.Campaign, stored.Transformation, stored.Run, stored.State, stored.Attempt, PortalFixture.HostileCause, stored.Host, stored.UpdatedUtc),
            (job.Id, job.Campaign, job.Transformation, job.Run, job.State, job.Attempt, job.Cause, job.Host, job.UpdatedUtc));
        Assert.Contains("at offset 17", job.CauseDetail, StringComparison.Ordinal);
        Assert.NotEmpty(job.Site);
    }

    [Fact]
    public async Task A_summary_counts_every_job_once()
    {
        var answer = await _world.Reader.GetFromJsonAsync<JobSummaryAnswer>("/api/jobs/summary?by=transformation,state", OperatorJson.Options);

        var states = _world.Get<JobQueries>().CountByState();
        Assert.Equal(["transformation", "state"], answer!.By);
        Assert.Equal(states.Values.Sum(), answer.Jobs);
        foreach (var (state, count) in states)
        {
            Assert.Equal(count, answer.Groups.Where(group => group.Values[1] == state.ToString()).Sum(group => group.Jobs));
        }
    }

    [Fact]
    public async Task Comma_separated_values_have_a_line_of_names_and_a_line_for_each_job()
    {
        using var reply = await _world.Reader.GetAsync("/api/jobs?state=Held&format=csv");
        var lines = (await reply.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", reply.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("id,campaign,transformationId,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{fixture.HeldJob},{PortalWorld.Campaign},", lines[1], StringComparison.Ordinal);
        // Quotes of the message are doubled within quotes.
        Assert.Contains("\"\"\"><img src=x onerror=alert(2)> at offset 17", lines[1], StringComparison.Ordinal);
        Assert.Equal("state,jobs", (await _world.Reader.GetStringAsync("/api/jobs/summary?by=state&format=csv")).Split("\r\n")[0]);
    }

    [Fact]
    public async Task One_job_is_given_with_its_attempts()
    {
        var job = await _world.Reader.GetFromJsonAsync<JobDetail>($"/api/jobs/{fixture.HeldJob}", OperatorJson.Options);
        using var none = await _world.Reader.GetAsync("/api/jobs/999999");

        Assert.Equal((fixture.HeldJob, JobState.Held, 4), (job!.Job.Id, job.Job.State, job.Attempts.Count));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("/api/jobs?state=Nope", "Waiting, Matched")]
    [InlineData("/api/jobs?state=4", "Waiting, Matched")]
    [InlineData("/api/jobs?colour=red", "expected one of state")]
    [InlineData("/api/jobs?limit=10001", "1 to 10000")]
    [InlineData("/api/jobs?limit=0", "1 to 10000")]
    [InlineData("/api/jobs?offset=-1", "a number from 0")]
    [InlineData("/api/jobs?run=a-b", "a number from 0")]
    [InlineData("/api/jobs?sort=createdDay", "expected one of id")]
    [InlineData("/api/jobs?updated-from=yesterday", "2026-11-22T05:30")]
    [InlineData("/api/jobs?by=site", "/api/jobs/summary")]
    [InlineData("/api/jobs?format=xml", "json or csv")]
    [InlineData("/api/jobs/summary", "by=site,state")]
    [InlineData("/api/jobs/summary?by=site,state,host", "at most two")]
    [InlineData("/api/jobs/summary?by=id", "expected one of state")]
    [InlineData("/jobs?run=abc", "a number from 0")]
    public async Task A_question_that_is_none_is_refused_with_what_was_expected(string address, string expected)
    {
        using var reply = await _world.Reader.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains(expected, WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}
