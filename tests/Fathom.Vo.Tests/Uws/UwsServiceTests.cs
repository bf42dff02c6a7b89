using System.Xml.Linq;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Tests.Uws;

public sealed class UwsServiceTests : IDisposable
{
    private readonly UwsDesk _desk = new(new UwsLimits { JobsOfAnOwner = 8 });

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_job_is_made_pending_and_runs_to_its_result_when_told_to()
    {
        string id = await _desk.CreateAsync(("QUERY", "SELECT 1"), ("runid", "mine"), ("DO", "end"));
        XElement made = await _desk.JobAsync(id);
        Assert.Equal("1.1", made.Attribute("version")!.Value);
        Assert.Equal("PENDING", Text(made, "phase"));
        Assert.Equal("mine", Text(made, "runId"));
        Assert.Equal("600", Text(made, "executionDuration"));
        Assert.Equal(303, (await _desk.SendAsync("POST", $"{id}/phase", parameters: ("PHASE", "RUN"))).Status);
        await _desk.LeavesAsync(id, "QUEUED");
        await _desk.LeavesAsync(id, "EXECUTING");
        XElement done = await _desk.JobAsync(id);
        Assert.Equal("COMPLETED", Text(done, "phase"));
        Assert.NotEqual("", Text(done, "startTime"));
        Assert.NotEqual("", Text(done, "endTime"));
        Assert.EndsWith("made", await File.ReadAllTextAsync((await _desk.SendAsync("GET", $"{id}/results/result")).File!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_says_why()
    {
        string id = await _desk.CreateAsync(("DO", "fail"), ("PHASE", "RUN"));
        await _desk.LeavesAsync(id, "QUEUED");
        await _desk.LeavesAsync(id, "EXECUTING");
        XElement job = await _desk.JobAsync(id);
        Assert.Equal("ERROR", Text(job, "phase"));
        Assert.Equal("It was told to fail.", job.Element(UwsDesk.Names + "errorSummary")!.Value);
    }

    [Fact]
    public async Task A_running_job_stops_when_it_is_aborted_and_stays_aborted()
    {
        string id = await _desk.CreateAsync(("DO", "wait"), ("PHASE", "RUN"));
        await _desk.LeavesAsync(id, "QUEUED");
        Assert.Equal(303, (await _desk.SendAsync("POST", $"{id}/phase", parameters: ("PHASE", "ABORT"))).Status);
        Assert.Equal("ABORTED", await _desk.PhaseAsync(id));
        _desk.LetGo();
        Assert.Equal(400, (await _desk.SendAsync("POST", $"{id}/phase", parameters: ("PHASE", "RUN"))).Status);
        Assert.Equal("ABORTED", await _desk.PhaseAsync(id));
    }

    [Fact]
    public async Task A_job_that_runs_longer_than_it_may_is_aborted_and_told_so()
    {
        string id = await _desk.CreateAsync(("DO", "wait"));
        await _desk.SendAsync("POST", $"{id}/executionduration", parameters: ("EXECUTIONDURATION", "5"));
        await _desk.SendAsync("POST", $"{id}/phase", parameters: ("PHASE", "RUN"));
        await _desk.LeavesAsync(id, "QUEUED");
        _desk.Time.Advance(TimeSpan.FromSeconds(6));
        await _desk.LeavesAsync(id, "EXECUTING");
        Assert.Contains("5 s", (await _desk.JobAsync(id)).Element(UwsDesk.Names + "errorSummary")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_waits_is_answered_when_the_phase_changes_or_its_time_is_over()
    {
        string id = await _desk.CreateAsync(("DO", "end"));
        Task<UwsAnswer> waiting = _desk.SendAsync("GET", id, parameters: ("WAIT", "10"));
        Assert.False(waiting.IsCompleted);
        _desk.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("PENDING", Text(UwsDesk.Root(await waiting), "phase"));
        Task<UwsAnswer> forever = _desk.SendAsync("GET", id, parameters: [("WAIT", "-1"), ("PHASE", "PENDING")]);
        Assert.False(forever.IsCompleted);
        await _desk.SendAsync("POST", $"{id}/phase", parameters: ("PHASE", "RUN"));
        Assert.NotEqual("PENDING", Text(UwsDesk.Root(await forever), "phase"));
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("HELD")]
    [InlineData("EXECUTING")]
    public async Task A_request_that_waits_for_another_phase_than_the_job_has_is_answered_at_once(string phase)
    {
        string id = await _desk.CreateAsync();
        Assert.Equal(200, (await _desk.SendAsync("GET", id, parameters: [("WAIT", "10"), ("PHASE", phase)])).Status);
    }

    [Theory]
    [InlineData("PHASE", "SUCCESS")]
    [InlineData("PHASE", "pendinggg")]
    [InlineData("LAST", "-1")]
    [InlineData("LAST", "sometext")]
    [InlineData("AFTER", "2015-26-10")]
    [InlineData("AFTER", "sometext")]
    [InlineData("AFTER", "2015-10-26T09:00+01:00")]
    public async Task A_filter_that_means_nothing_is_refused(string name, string value) =>
        Assert.Equal(400, (await _desk.SendAsync("GET", "", parameters: (name, value))).Status);

    [Theory]
    [InlineData("2015-10-26T09:15:35")]
    [InlineData("2015-10-26 09:00")]
    [InlineData("2015-10-26")]
    [InlineData("2015")]
    [InlineData("20151026")]
    public async Task A_time_may_be_cut_short(string after) => Assert.Equal([await _desk.CreateAsync()], await _desk.ListAsync(("AFTER", after)));

    [Fact]
    public async Task The_list_is_filtered_by_phase_and_time_and_cut_to_the_newest()
    {
        string first = await _desk.CreateAsync();
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        string second = await _desk.CreateAsync();
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        string third = await _desk.CreateAsync();
        await _desk.SendAsync("POST", $"{second}/phase", parameters: ("PHASE", "ABORT"));
        Assert.Equal([first, second, third], await _desk.ListAsync());
        Assert.Equal([third, second], await _desk.ListAsync(("LAST", "2")));
        Assert.Equal([second], await _desk.ListAsync(("PHASE", "aborted"), ("PHASE", "ERROR")));
        string created = Text(await _desk.JobAsync(second), "creationTime");
        Assert.Equal([third], await _desk.ListAsync(("AFTER", created)));
    }

    [Fact]
    public async Task Nobody_sees_or_changes_a_job_of_another()
    {
        string id = await _desk.CreateAsync();
        Assert.Equal(404, (await _desk.SendAsync("GET", id, owner: "other")).Status);
        Assert.Equal(404, (await _desk.SendAsync("DELETE", id, owner: "other")).Status);
        Assert.Empty(UwsDesk.Root(await _desk.SendAsync("GET", "", owner: "other")).Elements());
        Assert.Equal("PENDING", await _desk.PhaseAsync(id));
    }

    [Fact]
    public async Task Jobs_of_an_owner_are_limited_and_a_deleted_one_makes_room()
    {
        string id = "";
        for (int i = 0; i < 8; i++)
        {
            id = await _desk.CreateAsync();
        }

        Assert.Equal(503, (await _desk.SendAsync("POST", "")).Status);
        Assert.Equal(303, (await _desk.SendAsync("POST", id, parameters: ("ACTION", "DELETE"))).Status);
        Assert.Equal(404, (await _desk.SendAsync("GET", id)).Status);
        Assert.Equal(303, (await _desk.SendAsync("POST", "")).Status);
    }

    [Fact]
    public async Task What_a_job_is_asked_can_be_changed_only_before_its_start()
    {
        string id = await _desk.CreateAsync(("QUERY", "SELECT 1"), ("DO", "wait"));
        Assert.Equal(303, (await _desk.SendAsync("POST", $"{id}/parameters", parameters: ("query", "SELECT 2"))).Status);
        Assert.Equal("SELECT 2", _desk.Jobs.Find("anonymous", id)!.Parameter("QUERY"));
        await _desk.SendAsync("POST", $"{id}/phase", parameters: ("PHASE", "RUN"));
        Assert.Equal(400, (await _desk.SendAsync("POST", $"{id}/parameters", parameters: ("QUERY", "SELECT 3"))).Status);
    }

    [Fact]
    public async Task A_job_goes_when_its_time_has_come()
    {
        string id = await _desk.CreateAsync();
        _desk.Time.Advance(_desk.Limits.Retention + TimeSpan.FromSeconds(1));
        _desk.Jobs.RemoveDestroyed();
        Assert.Equal(404, (await _desk.SendAsync("GET", id)).Status);
    }

    [Fact]
    public async Task After_a_kill_jobs_are_there_and_those_that_ran_run_again()
    {
        string pending = await _desk.CreateAsync();
        string ran = await _desk.CreateAsync(("DO", "wait"), ("PHASE", "RUN"));
        await _desk.LeavesAsync(ran, "QUEUED");
        await _desk.ReopenAsync();
        _desk.LetGo();
        Assert.Equal("PENDING", await _desk.PhaseAsync(pending));
        await _desk.LeavesAsync(ran, "QUEUED");
        await _desk.LeavesAsync(ran, "EXECUTING");
        Assert.Equal("COMPLETED", await _desk.PhaseAsync(ran));
    }

    private static string Text(XElement job, string name) => job.Element(UwsDesk.Names + name)?.Value ?? "";
}
