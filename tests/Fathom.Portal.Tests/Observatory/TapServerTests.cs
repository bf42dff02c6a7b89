using System.Globalization;
using System.Net;
using Fathom.StiltsCheck;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Observatory;

public sealed class TapServerTests(PublishedWorld published, ITestOutputHelper output) : IClassFixture<PublishedWorld>
{
    [Fact]
    public async Task A_query_on_one_table_is_answered_and_so_is_a_join()
    {
        Assert.Equal([PublishedWorld.Events.ToString(CultureInfo.InvariantCulture)], await published.QueryAsync("SELECT COUNT(*) AS n FROM ant20_01.main"));
        Assert.Equal(
            ["6"], await published.QueryAsync("SELECT COUNT(*) AS n FROM TAP_SCHEMA.tables AS t JOIN TAP_SCHEMA.columns AS c ON t.table_name = c.table_name WHERE t.table_name = 'ant20_01.main'"));
    }

    [Fact]
    public async Task A_wrong_query_is_refused_with_its_place_and_never_by_a_fault_of_the_server()
    {
        foreach (string query in new[] { "SELEC 1", "SELECT nothing FROM ant20_01.main", "SELECT * FROM job", "SELECT \u201cra\u201d FROM ant20_01.main", "" })
        {
            using HttpResponseMessage answer = await published.Client.GetAsync($"/tap/sync?LANG=ADQL&QUERY={Uri.EscapeDataString(query)}");
            string text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("QUERY_STATUS\" value=\"ERROR\"", text, StringComparison.Ordinal);
            Assert.True(query.Length == 0 || text.Contains("Line 1", StringComparison.Ordinal), text);
        }
    }

    [Fact]
    public async Task Fewer_rows_than_there_are_is_told_as_an_overflow()
    {
        string text = await published.Client.GetStringAsync("/tap/sync?LANG=ADQL&MAXREC=3&RESPONSEFORMAT=votable/td&QUERY=SELECT+*+FROM+ant20_01.main");
        Assert.Contains("OVERFLOW", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("<TR>").Length - 1);
    }

    [Fact]
    public async Task The_addresses_that_KM3NeTs_users_know_answer()
    {
        string all = await published.Client.GetStringAsync("/ant20_01/nu/cone/scs.xml?RA=0&DEC=0&SR=180&RESPONSEFORMAT=csv");
        Assert.Equal(PublishedWorld.Events + 1, all.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("ivo://ivoa.net/std/TAP", await published.Client.GetStringAsync("/__system__/tap/run/tap/capabilities"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asynchronous_query_ends_with_its_result_and_one_that_is_wrong_with_its_fault()
    {
        Assert.Equal("1", (await RunAsync("SELECT COUNT(*) AS n FROM TAP_SCHEMA.schemas WHERE schema_name = 'ant20_01'"))[^1]);
        Assert.Contains(await RunAsync("SELECT x FROM ant20_01.main"), line => line.Contains("ERROR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_published_is_for_everybody_and_nothing_else_is()
    {
        foreach ((string address, HttpStatusCode status) in new[] { ("/tap/availability", HttpStatusCode.OK), ("/jobs", HttpStatusCode.Forbidden) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = "nu.example.org" } };
            using HttpResponseMessage answer = await published.Client.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_client_behind_a_web_server_sees_its_own_jobs_alone_and_another_sites_page_sees_none()
    {
        using HttpResponseMessage made = await SendAsync(HttpMethod.Post, ("X-Forwarded-For", "203.0.113.9, 192.0.2.1"));
        string job = made.RequestMessage!.RequestUri!.Segments[^1];
        async Task<string> ListAsync(string client) => await (await SendAsync(HttpMethod.Get, ("X-Forwarded-For", client))).Content.ReadAsStringAsync();
        Assert.Contains(job, await ListAsync("192.0.2.1"), StringComparison.Ordinal);
        Assert.DoesNotContain(job, await ListAsync("203.0.113.9"), StringComparison.Ordinal);
        Assert.DoesNotContain(job, await ListAsync(""), StringComparison.Ordinal);
        using HttpResponseMessage foreign = await SendAsync(HttpMethod.Get, ("Origin", "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/phase")]
    [InlineData("GET", "/parameters")]
    [InlineData("GET", "/error")]
    [InlineData("GET", "/results/result")]
    [InlineData("POST", "/phase")]
    [InlineData("POST", "/parameters")]
    [InlineData("POST", "/destruction")]
    [InlineData("DELETE", "")]
    public async Task Nobody_but_its_owner_sees_changes_or_deletes_a_job_even_who_knows_its_address(string method, string part)
    {
        using HttpResponseMessage made = await SendAsync(HttpMethod.Post, ("X-Forwarded-For", "192.0.2.77"));
        Uri job = made.RequestMessage!.RequestUri!;
        async Task<HttpStatusCode> AskAsync(string client, HttpMethod how, string what)
        {
            using var request = new HttpRequestMessage(how, job + what) { Content = how == HttpMethod.Post ? new FormUrlEncodedContent([new("PHASE", "ABORT"), new("QUERY", "x")]) : null };
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
            using HttpResponseMessage answer = await published.Client.SendAsync(request);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync("192.0.2.77", HttpMethod.Get, ""));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync("192.0.2.78", new HttpMethod(method), part));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("192.0.2.77", HttpMethod.Get, "/phase"));
    }

    [Fact]
    public async Task A_column_of_the_answer_tells_the_least_and_greatest_value_of_its_table_and_a_computed_one_none()
    {
        string[] known = (await published.QueryAsync("SELECT MIN(nhit) AS least, MAX(nhit) AS most FROM ant20_01.main"))[0].Split(',');
        string[] fields = await FieldsAsync("SELECT TOP 1 nhit, nhit + 1 AS more FROM ant20_01.main");
        Assert.Contains($"<MIN value=\"{known[0]}\"/><MAX value=\"{known[1]}\"/>", fields[0], StringComparison.Ordinal);
        Assert.DoesNotContain("<MIN", fields[1], StringComparison.Ordinal);
        Assert.DoesNotContain("<MIN", Assert.Single(await FieldsAsync("SELECT nhit FROM ant20_01.main WHERE nhit < 0 UNION SELECT column_index FROM TAP_SCHEMA.columns")), StringComparison.Ordinal);
    }

    private async Task<string[]> FieldsAsync(string query)
    {
        string text = await published.Client.GetStringAsync($"/tap/sync?LANG=ADQL&RESPONSEFORMAT=votable%2Ftd&QUERY={Uri.EscapeDataString(query)}");
        return [.. text.Split("<FIELD").Skip(1)];
    }

    [Fact]
    public void STILTS_finds_no_error_in_the_service()
    {
        if (!Stilts.IsAvailable(output))
        {
            return;
        }

        string said = Stilts.Run(
            "taplint", $"tapurl={published.World.Server.Address}tap", "report=EFW", "stages=TMV TME TMS TMC CPV CAP AVV QGE QPO QAS UWS MDQ EXA");
        output.WriteLine(said);
        Assert.Contains("Totals: Errors: 0; ", said, StringComparison.Ordinal);
        Assert.Contains("Failures: 0", said, StringComparison.Ordinal);
    }

    // The last word of the job: its result as CSV, or its fault.
    private async Task<string[]> RunAsync(string query)
    {
        using HttpResponseMessage made = await published.Client.PostAsync(
            "/tap/async", new FormUrlEncodedContent([new("LANG", "ADQL"), new("RESPONSEFORMAT", "csv"), new("QUERY", query), new("PHASE", "RUN")]));
        Uri job = made.RequestMessage!.RequestUri!;
        string seen = await made.Content.ReadAsStringAsync();
        foreach (string phase in new[] { "QUEUED", "EXECUTING" })
        {
            seen = await published.Client.GetStringAsync($"{job}?WAIT=60&PHASE={phase}");
        }

        string address = seen.Contains("<uws:phase>COMPLETED", StringComparison.Ordinal) ? $"{job}/results/result" : $"{job}/error";
        return (await published.Client.GetStringAsync(address)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(method, "/tap/async") { Content = method == HttpMethod.Post ? new FormUrlEncodedContent([]) : null };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await published.Client.SendAsync(request);
    }
}
