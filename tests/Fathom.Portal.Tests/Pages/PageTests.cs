using System.Net;
using Fathom.Database;
using Fathom.Portal.Tests.World;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Tests.Pages;

[Collection("portal")]
public sealed class PageTests(PortalFixture fixture)
{
    private readonly PortalWorld _world = fixture.World;

    [Fact]
    public async Task The_overview_names_the_campaign_with_its_counts_and_what_happened_last()
    {
        var page = await _world.PageAsync("/");
        var progress = _world.Get<CampaignQueries>().Progress(PortalWorld.Campaign)!;
        var done = progress.Transformations.Sum(t => t.Jobs.GetValueOrDefault(JobState.Done));
        Contains(page, $"<a href=\"/campaigns/{PortalWorld.Campaign}\">{PortalWorld.Campaign}</a>");
        Contains(page, $"{done} / {progress.Transformations.Sum(t => t.Expected)}");
        Contains(page, "id=\"events\"");
        Contains(page, "<td>pilot:");
    }

    [Fact]
    public async Task A_campaign_shows_each_transformation_its_failures_by_cause_and_its_spectrum()
    {
        var page = await _world.PageAsync($"/campaigns/{PortalWorld.Campaign}");
        foreach (var name in new[] { "RAW-RTRAW", "RTRAW-ESD", "ESD-miniESD" })
        {
            Contains(page, name);
        }

        Contains(page, "Demo v1");
        Contains(page, "Reference26A");
        Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;");
        Contains(page, "<h2>What holds it back</h2>");
        Contains(page, "1 job is held by ");
        Contains(page, "id=\"energy\"");
        Contains(page, "visible energy [MeV]");
    }

    [Fact]
    public async Task Jobs_are_filtered_by_state_run_and_transformation()
    {
        var held = await _world.PageAsync("/jobs?state=Held");
        Contains(held, $"<a href=\"/jobs/{fixture.HeldJob}\">");
        Assert.DoesNotContain($"<a href=\"/jobs/{fixture.DoneJob}\">", held, StringComparison.Ordinal);
        Contains(await _world.PageAsync("/jobs?run=999"), "No job matches.");
        var transformation = _world.Get<CampaignQueries>().Progress(PortalWorld.Campaign)!.Transformations[0];
        var first = await _world.PageAsync($"/jobs?transformation={transformation.Id}");
        Assert.DoesNotContain("<td>ESD-miniESD</td>", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_job_shows_its_attempts_with_evidence_and_the_end_of_its_log_and_gives_all_of_it_for_download()
    {
        var page = await _world.PageAsync($"/jobs/{fixture.HeldJob}");
        Contains(page, "Attempt 4");
        Contains(page, "at offset 17");
        Contains(page, "line 249 &lt;b&gt;");
        Contains(page, "line 50 ");
        Assert.DoesNotContain("line 49 ", page, StringComparison.Ordinal);
        Contains(page, "test-host");
        using var log = await _world.Reader.GetAsync($"/jobs/{fixture.HeldJob}/attempts/1/log?download");
        Assert.Equal("attachment", log.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("text/plain", log.Content.Headers.ContentType!.MediaType);
        Contains(await log.Content.ReadAsStringAsync(), "line 20 <b>");
    }

    [Fact]
    public async Task A_done_job_links_its_inputs_and_outputs_and_tells_its_events()
    {
        var detail = _world.Get<JobQueries>().Find(fixture.DoneJob)!;
        var page = await _world.PageAsync($"/jobs/{fixture.DoneJob}");
        Contains(page, $"href=\"/files/{detail.Inputs[0].Id}\"");
        Contains(page, "<td>JobsCreated</td>");
        Contains(page, $"href=\"/files/{detail.Outputs[0].Id}\"");
        Contains(page, "<td>Leased</td>");
    }

    [Fact]
    public async Task Runs_show_livetime_quality_and_the_lists_that_hold_them()
    {
        Contains(await _world.PageAsync("/runs"), "high voltage of crate 3 tripped");
        var run = await _world.PageAsync("/runs/101");
        Contains(run, "3.000 s");
        Contains(run, "Demo v1");
        Contains(run, "raw/RUN.101.JUNODAQ.Physics.000.raw");
        Contains(await _world.PageAsync("/good-run-lists"), "<a href=\"/runs/102\">102</a>");
    }

    [Fact]
    public async Task A_file_shows_its_replicas_and_its_way_back_to_RAW_and_forward()
    {
        var detail = _world.Get<JobQueries>().Find(fixture.DoneJob)!;
        var raw = _world.Get<JobQueries>().List(new JobFilter(JobState.Done)).Items[0];
        var rtraw = _world.Get<JobQueries>().Find(raw.Id)!.Outputs[0];
        var page = await _world.PageAsync($"/files/{rtraw.Id}");
        Contains(page, "RUN.10");
        Contains(page, ".raw</title>");
        Contains(page, "<th scope=\"row\">primary</th>");
        Contains(await _world.PageAsync($"/files/{detail.Outputs[0].Id}"), $"job {fixture.DoneJob}");
        Contains(await _world.PageAsync("/files?tier=RAW&run=103"), "RUN.103.");
        Contains(await _world.PageAsync("/files?lfn=nothing*"), "No file matches.");
    }

    [Fact]
    public async Task Text_from_outside_is_escaped_wherever_it_is_shown()
    {
        const string hostile = "x/<script>alert(3)</script>\"'.raw";
        var file = await _world.Get<WorkspaceDatabase>().WriteAsync(transaction => transaction.Insert(
            """
            INSERT INTO file (lfn, tier, run, size, adler32, events, metadata, state, created_utc)
            VALUES (@hostile, 'Hostile', 103, 1, '00000001', 1, '{"<b>":"</dd><script>"}', 'Valid', '2026-01-01T00:00:00Z')
            """,
            new { hostile }));
        foreach (var address in new[]
        {
            "/files?tier=Hostile", $"/files/{file}", "/runs/103", "/", $"/jobs/{fixture.HeldJob}", "/jobs?cause=<script>alert(4)</script>",
            "/nothing/<script>alert(5)</script>", "/login?to=/\"><script>",
        })
        {
            using var answer = await _world.Reader.GetAsync(address);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script>", page.Replace("<script src=\"/assets/theme.js\"></script>", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/jobs/999999")]
    [InlineData("/files/999999")]
    [InlineData("/runs/999999")]
    [InlineData("/campaigns/none")]
    [InlineData("/events/none")]
    [InlineData("/nothing")]
    public async Task What_is_not_there_is_a_404_with_a_way_on(string address)
    {
        using var answer = await _world.Reader.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Contains(await answer.Content.ReadAsStringAsync(), "There is nothing at");
    }

    [Fact]
    public async Task A_malformed_query_is_a_400_that_says_so()
    {
        using var answer = await _world.Reader.GetAsync("/jobs?after=abc");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Contains(await answer.Content.ReadAsStringAsync(), "Not understood");
    }

    [Fact]
    public async Task Assets_are_found_from_any_folder_and_answered_304_when_unchanged()
    {
        using var first = await _world.Reader.GetAsync("/assets/fathom.css");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/assets/fathom.css");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _world.Reader.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var other = await _world.Reader.GetAsync("/assets/..%2fsecrets");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static void Contains(string page, string text) => Assert.Contains(text, page, StringComparison.Ordinal);
}
