using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace Fathom.Portal.Tests.Observatory;

/// <summary>What the UWS validator (github.com/kristinriebe/uws-validator) asks of a service, scenario by scenario, through HTTP.</summary>
public sealed class UwsScenarioTests(PublishedWorld published) : IClassFixture<PublishedWorld>
{
    private const string Short = "SELECT COUNT(*) AS n FROM ant20_01.main", Wrong = "SELECT nothing FROM ant20_01.main";
    private const string Long = "SELECT COUNT(*) AS n FROM ant20_01.main AS a, ant20_01.main AS b, ant20_01.main AS c WHERE a.beta + b.beta + c.beta > 100";

    private static readonly XNamespace Uws = "http://www.ivoa.net/xml/UWS/v1.0";
    private static readonly string[] Phases = ["PENDING", "QUEUED", "EXECUTING", "COMPLETED", "ERROR", "ABORTED", "HELD", "SUSPENDED", "UNKNOWN", "ARCHIVED"];

    [Fact]
    public async Task A_job_is_made_pending_with_all_that_belongs_to_it_and_goes_when_it_is_deleted()
    {
        XElement job = await MakeAsync(Short);
        Assert.Equal(Uws + "job", job.Name);
        Assert.Equal("1.1", job.Attribute("version")!.Value);
        Assert.Equal("PENDING", Text(job, "phase"));
        Assert.All(new[] { "jobId", "ownerId", "executionDuration" }, part => Assert.NotNull(job.Element(Uws + part)));
        using HttpResponseMessage gone = await published.Client.DeleteAsync($"/tap/async/{Text(job, "jobId")}");
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Equal(Uws + "jobs", XElement.Parse(await gone.Content.ReadAsStringAsync()).Name);
        using HttpResponseMessage after = await published.Client.GetAsync($"/tap/async/{Text(job, "jobId")}");
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task A_job_is_aborted_started_and_started_as_it_is_made()
    {
        XElement aborted = await PhaseAsync(await MakeAsync(Short), "ABORT");
        Assert.Equal("ABORTED", Text(aborted, "phase"));
        Assert.NotNull(aborted.Element(Uws + "endTime"));
        string[] begun = ["QUEUED", "EXECUTING", "COMPLETED"];
        Assert.Contains(Text(await PhaseAsync(await MakeAsync(Short), "RUN"), "phase"), begun);
        Assert.Contains(Text(await MakeAsync(Short, ("PHASE", "RUN")), "phase"), begun);
    }

    [Fact]
    public async Task A_wrong_job_ends_in_error_and_a_long_one_can_be_aborted()
    {
        XElement wrong = await EndAsync(await PhaseAsync(await MakeAsync(Wrong), "RUN"));
        Assert.Equal("ERROR", Text(wrong, "phase"));
        Assert.All(new[] { "startTime", "endTime" }, part => Assert.NotEmpty(Text(wrong, part)));
        XElement runs = await PhaseAsync(await MakeAsync(Long), "RUN");
        runs = await GetAsync($"{Text(runs, "jobId")}?WAIT=60&PHASE=QUEUED");
        Assert.Equal("EXECUTING", Text(runs, "phase"));
        XElement stopped = await PhaseAsync(runs, "ABORT");
        Assert.Equal("ABORTED", Text(stopped, "phase"));
        Assert.NotEmpty(Text(stopped, "endTime"));
    }

    [Fact]
    public async Task A_request_waits_as_long_as_it_says_for_a_phase_that_can_change_and_not_otherwise()
    {
        string pending = Text(await MakeAsync(Short), "jobId"), aborted = Text(await PhaseAsync(await MakeAsync(Short), "ABORT"), "jobId");
        long start = Stopwatch.GetTimestamp();
        await GetAsync($"{aborted}?WAIT=100");
        foreach (string phase in Phases.Where(phase => phase != "PENDING"))
        {
            await GetAsync($"{pending}?WAIT=100&PHASE={phase}");
        }

        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 50);
        foreach (string wait in new[] { "WAIT=1", "WAIT=1&PHASE=PENDING" })
        {
            start = Stopwatch.GetTimestamp();
            await GetAsync($"{pending}?{wait}");
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.99, 30);
        }

        Task<XElement> forever = GetAsync($"{pending}?WAIT=-1");
        await PhaseAsync(pending, "RUN");
        Assert.NotEqual("PENDING", Text(await forever, "phase"));
        Assert.Equal("COMPLETED", Text(await EndAsync(await GetAsync(pending)), "phase"));
    }

    [Fact]
    public async Task The_list_has_the_jobs_that_its_filters_mean_and_no_others()
    {
        await MakeAsync(Short);
        await PhaseAsync(await MakeAsync(Short), "ABORT");
        await EndAsync(await MakeAsync(Wrong, ("PHASE", "RUN")));
        await EndAsync(await MakeAsync(Short, ("PHASE", "RUN")));
        using HttpResponseMessage list = await published.Client.GetAsync("/tap/async");
        Assert.Contains("xml", list.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        XElement jobs = XElement.Parse(await list.Content.ReadAsStringAsync());
        Assert.Equal((Uws + "jobs", "1.1"), (jobs.Name, jobs.Attribute("version")!.Value));
        Assert.All(jobs.Elements(), job => Assert.True(job.Name == Uws + "jobref" && job.Attribute("id") is not null && Text(job, "phase") != "ARCHIVED" && Phases.Contains(Text(job, "phase"))));
        Assert.True(jobs.Elements().Count() >= 4);
        foreach (string[] phases in Phases.Select(phase => new[] { phase }).Concat([["PENDING", "ERROR"], ["COMPLETED", "ERROR"], ["ERROR", "ABORTED"], ["PENDING", "QUEUED", "EXECUTING"], ["EXECUTING", "COMPLETED", "ARCHIVED"]]))
        {
            string[] found = [.. (await ListAsync(string.Join('&', phases.Select(phase => "PHASE=" + phase)))).Select(job => Text(job, "phase"))];
            Assert.All(found, phase => Assert.Contains(phase, phases));
            Assert.True(found.Length > 0 || !phases.Any(phase => phase is "PENDING" or "ABORTED" or "ERROR" or "COMPLETED"));
        }
    }

    [Theory]
    [InlineData("LAST=1")]
    [InlineData("LAST=3")]
    [InlineData("LAST=3423")]
    [InlineData("PHASE=ABORTED&LAST=5")]
    [InlineData("LAST=2&AFTER=2015-10-26T09:00")]
    [InlineData("AFTER=2015-10-26T09:15:35")]
    [InlineData("AFTER=2015-10-26 09:00")]
    [InlineData("AFTER=2015-10-26")]
    [InlineData("AFTER=2015")]
    [InlineData("AFTER=20151026")]
    [InlineData("PHASE=ERROR&AFTER=2015-10-26T09:00")]
    public async Task The_newest_come_first_and_none_that_is_older_than_asked(string filter)
    {
        await MakeAsync(Short);
        await PhaseAsync(await MakeAsync(Short), "ABORT");
        string[] created = [.. (await ListAsync(filter)).Select(job => Text(job, "creationTime"))];
        Assert.All(created, time => Assert.True(string.CompareOrdinal(time, "2015-10-26T09:15:35") > 0));
        if (filter.Contains("LAST=", StringComparison.Ordinal))
        {
            Assert.True(created.Length > 0);
            Assert.True(created.Length <= int.Parse(filter.Split("LAST=")[1].Split('&')[0], CultureInfo.InvariantCulture));
            Assert.Equal(created.OrderDescending(StringComparer.Ordinal), created);
        }

        string last = created.Length > 1 ? created.Order(StringComparer.Ordinal).First() : "2015";
        XElement[] after = await ListAsync($"AFTER={last}");
        Assert.NotEmpty(after);
        Assert.All(after, job => Assert.True(string.CompareOrdinal(Text(job, "creationTime"), last) > 0));
    }

    [Theory]
    [InlineData("PHASE=SUCCESS")]
    [InlineData("PHASE=pendinggg")]
    [InlineData("PHASE=somenonsense")]
    [InlineData("PHASE=1345")]
    [InlineData("LAST=-1")]
    [InlineData("LAST=-254")]
    [InlineData("LAST=sometext")]
    [InlineData("AFTER=2015-26-10")]
    [InlineData("AFTER=sometext")]
    [InlineData("AFTER=2015-10-26T09:00+01:00")]
    [InlineData("LAST=99999999999999999999")]
    public async Task A_filter_that_means_nothing_is_refused(string filter)
    {
        using HttpResponseMessage answer = await published.Client.GetAsync($"/tap/async?{filter.Replace("+", "%2B", StringComparison.Ordinal)}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static string Text(XElement element, string part) => element.Element(Uws + part)?.Value ?? "";

    private async Task<XElement> MakeAsync(string query, params (string Name, string Value)[] more)
    {
        using HttpResponseMessage made = await published.Client.PostAsync(
            "/tap/async", new FormUrlEncodedContent([new("LANG", "ADQL"), new("QUERY", query), .. more.Select(one => KeyValuePair.Create(one.Name, one.Value))]));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        return XElement.Parse(await made.Content.ReadAsStringAsync());
    }

    private Task<XElement> PhaseAsync(XElement job, string phase) => PhaseAsync(Text(job, "jobId"), phase);

    private async Task<XElement> PhaseAsync(string job, string phase)
    {
        using HttpResponseMessage changed = await published.Client.PostAsync($"/tap/async/{job}/phase", new FormUrlEncodedContent([new("PHASE", phase)]));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        return XElement.Parse(await changed.Content.ReadAsStringAsync());
    }

    private async Task<XElement> EndAsync(XElement job)
    {
        foreach (string phase in new[] { "QUEUED", "EXECUTING" })
        {
            job = await GetAsync($"{Text(job, "jobId")}?WAIT=60&PHASE={phase}");
        }

        return job;
    }

    private async Task<XElement> GetAsync(string path) => XElement.Parse(await published.Client.GetStringAsync($"/tap/async/{path}"));

    private async Task<XElement[]> ListAsync(string filter) => [.. XElement.Parse(await published.Client.GetStringAsync($"/tap/async?{filter}")).Elements(Uws + "jobref")];
}
