using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Fathom.Portal.Observatory;

namespace Fathom.Portal.Tests.Observatory;

/// <summary>A server with little patience.</summary>
public sealed class HastyWorld : PublishedWorld
{
    protected override ObservatoryOptions Options => new() { Queries = new Vo.Tap.TapLimits { SyncTime = TimeSpan.FromSeconds(1) } };
}

public sealed class HostileRequestTests(SmallWorld published) : IClassFixture<SmallWorld>
{
    private const string Attack = "x'; DROP TABLE rows; SELECT * FROM sqlite_master WHERE ''='\" OR 1=1 --";
    private const string Endless = "SELECT COUNT(*) AS n FROM ant20_01.main AS a, ant20_01.main AS b, ant20_01.main AS c WHERE a.beta + b.beta + c.beta > 100";

    private static readonly string[] Words =
    [
        "SELECT", "FROM", "WHERE", "(", ")", ",", ".", "*", "+", "-", "/", "||", "=", "<>", "'", "\"", "ra", "dec", "id", "ant20_01.main", "TAP_SCHEMA.tables", "1", "2.5", "1e5", "AND", "OR", "NOT", "IN",
        "BETWEEN", "LIKE", "IS", "NULL", "CASE", "WHEN", "THEN", "END", "UNION", "WITH", "AS", "q", "TOP 3", "OFFSET", "ORDER BY", "GROUP BY", "COUNT(*)", "POINT(", "CIRCLE(", "--", "\n", ";", "\0", "\u2019", "\uD800",
        "\u00e9", "ivo_hasword(", "EXISTS", "DISTINCT", "CAST(", "moc(", "%", "&", "%00", "/*", "{", "$1", "@p0", "?",
    ];

    [Fact]
    public async Task Whatever_is_sent_as_a_query_the_answer_is_rows_or_a_refusal_with_its_place()
    {
        var random = new Random(17);
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            string query = (i % 3 == 0 ? "SELECT TOP 3 ra FROM ant20_01.main WHERE " : "") + string.Join(' ', Enumerable.Range(0, random.Next(1, 20)).Select(_ => Words[random.Next(Words.Length)]));
            using HttpResponseMessage answer = await SyncAsync(("QUERY", query), ("MAXREC", "3"));
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{answer.StatusCode} {query}");
            refused += answer.StatusCode == HttpStatusCode.BadRequest ? 1 : 0;
            Assert.True(answer.StatusCode == HttpStatusCode.OK || query.Trim().Length == 0 || text.Contains("Line ", StringComparison.Ordinal)
                || (query.Contains('\0', StringComparison.Ordinal) && text.Contains("invalid characters", StringComparison.Ordinal)), text);
        }

        Assert.InRange(refused, 300, 400);
    }

    [Theory]
    [InlineData("/tap/sync?LANG=ADQL&QUERY={0}")]
    [InlineData("/tap/sync?LANG={0}&QUERY=SELECT+1+FROM+ant20_01.main")]
    [InlineData("/tap/sync?LANG=ADQL&QUERY=SELECT+1+FROM+ant20_01.main&MAXREC={0}")]
    [InlineData("/tap/sync?LANG=ADQL&QUERY=SELECT+1+FROM+ant20_01.main&RESPONSEFORMAT={0}")]
    [InlineData("/tap/sync?LANG=ADQL&QUERY=SELECT+1+FROM+ant20_01.main&UPLOAD={0}")]
    [InlineData("/tap/sync?LANG=ADQL&QUERY=SELECT+1+FROM+ant20_01.main&REQUEST={0}")]
    [InlineData("/tap/sync?LANG=ADQL&QUERY=SELECT+1+FROM+{0}")]
    [InlineData("/tap/sync?LANG=ADQL&QUERY=SELECT+{0}+FROM+ant20_01.main")]
    [InlineData("/tap/sync?LANG=ADQL&QUERY=SELECT+1+FROM+TAP_UPLOAD.{0}")]
    [InlineData("/tap/async?PHASE={0}")]
    [InlineData("/tap/async?LAST={0}")]
    [InlineData("/tap/async?AFTER={0}")]
    [InlineData("/tap/async/{0}")]
    [InlineData("/tap/async/..%2f..%2f{0}/results/result")]
    [InlineData("/tap/async/0123456789abcdef0123456789abcdef/results/{0}")]
    [InlineData("/tap/tables/{0}")]
    [InlineData("/tap/tables/..%2f..%2fetc%2fpasswd")]
    [InlineData("/releases/{0}/cone?RA=1&DEC=1&SR=1")]
    [InlineData("/{0}/nu/cone/scs.xml?RA=1&DEC=1&SR=1")]
    public async Task Text_that_would_break_out_is_refused_in_every_parameter_and_every_part_of_an_address(string form)
    {
        foreach (string attack in new[] { Attack, "../../../../etc/passwd", "*) FROM sqlite_master --", "1; ATTACH DATABASE '/tmp/x' AS y", "\0", "main.rows", "%27%20OR%201=1" })
        {
            using HttpResponseMessage answer = await published.Client.GetAsync(string.Format(CultureInfo.InvariantCulture, form, Uri.EscapeDataString(attack)));
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{form} {attack}: {answer.StatusCode} {text}");
            Assert.DoesNotContain("CREATE TABLE", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(["5000"], await published.QueryAsync("SELECT COUNT(*) AS n FROM ant20_01.main"));
    }

    [Theory]
    [InlineData("RA")]
    [InlineData("DEC")]
    [InlineData("SR")]
    [InlineData("VERB")]
    [InlineData("MAXREC")]
    [InlineData("RESPONSEFORMAT")]
    public async Task A_cone_search_takes_numbers_alone(string name)
    {
        string address = "/releases/ant20_01/cone?" + string.Join('&', new[] { "RA=10", "DEC=20", "SR=5" }.Where(one => !one.StartsWith(name + "=", StringComparison.Ordinal)).Append($"{name}={Uri.EscapeDataString(Attack)}"));
        string text = await published.Client.GetStringAsync(address);
        Assert.Contains("Error", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<TR>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RUNID")]
    [InlineData("PHASE")]
    [InlineData("EXECUTIONDURATION")]
    [InlineData("DESTRUCTION")]
    [InlineData("ACTION")]
    [InlineData("QUERY")]
    public async Task A_job_keeps_what_it_is_told_as_text(string name)
    {
        string owner = $"10.9.{name.Length}.{name[0] % 100}";
        using HttpResponseMessage made = await JobAsync(owner, "/tap/async", ("LANG", "ADQL"), ("QUERY", "SELECT 1 FROM ant20_01.main"), (name, Attack));
        Assert.True(made.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{made.StatusCode}");
        if (made.StatusCode == HttpStatusCode.OK)
        {
            XElement.Parse(await made.Content.ReadAsStringAsync());
            Uri job = made.RequestMessage!.RequestUri!;
            foreach (string part in new[] { "phase", "executionduration", "destruction", "parameters", "" })
            {
                using HttpResponseMessage changed = await JobAsync(owner, $"{job}/{part}", (name, Attack + "\u0001\uD800"));
                Assert.True(changed.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed, $"{part}: {changed.StatusCode}");
            }

            using var delete = new HttpRequestMessage(HttpMethod.Delete, job) { Headers = { { "X-Forwarded-For", owner } } };
            using HttpResponseMessage gone = await published.Client.SendAsync(delete);
        }
    }

    [Theory]
    [InlineData("votable", "SELECT id, (9223372036854775807 - (id - LAST) * (id - LAST)) + 1 AS x FROM ant20_01.main")]
    [InlineData("votable/td", "SELECT id, (9223372036854775807 - (id - LAST) * (id - LAST)) + 1 AS x FROM ant20_01.main")]
    [InlineData("votable/b", "SELECT a.id, CASE WHEN a.id = LAST THEN 9223372036854775807 + a.id ELSE a.id END AS x FROM ant20_01.main AS a JOIN TAP_SCHEMA.schemas AS s ON s.schema_name = 'ant20_01'")]
    public async Task A_query_that_fails_after_its_first_rows_ends_as_a_whole_document_that_says_so(string format, string query)
    {
        string last = (await published.QueryAsync("SELECT id FROM ant20_01.main"))[^1];
        using HttpResponseMessage answer = await SyncAsync(("QUERY", query.Replace("LAST", last, StringComparison.Ordinal)), ("RESPONSEFORMAT", format));
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        XElement end = XElement.Parse(text).Descendants().Last(element => element.Name.LocalName == "INFO");
        Assert.Equal(("QUERY_STATUS", "ERROR"), (end.Attribute("name")!.Value, end.Attribute("value")!.Value));
        Assert.Contains(end.ElementsBeforeSelf(), element => element.Name.LocalName == "TABLE");
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_told_so()
    {
        var hasty = new HastyWorld();
        await hasty.InitializeAsync();
        try
        {
            using HttpResponseMessage late = await hasty.Client.GetAsync($"/tap/sync?LANG=ADQL&QUERY={Uri.EscapeDataString(Endless)}");
            Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
            Assert.Contains("took longer than the 1 s", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await hasty.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_query_with_it()
    {
        ObservatoryDesk desk = published.World.Get<ObservatoryDesk>();
        using var leaves = new CancellationTokenSource();
        Task<HttpResponseMessage> asked = SyncAsync(leaves.Token, ("QUERY", Endless));
        await UntilAsync(() => desk.Answering.Inside == 1);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await asked);

        // It would run for minutes.
        await UntilAsync(() => desk.Answering.Inside == 0);
    }

    [Fact]
    public async Task A_client_has_so_many_queries_at_once_and_all_have_together()
    {
        ObservatoryDesk desk = published.World.Get<ObservatoryDesk>();
        using var leave = new CancellationTokenSource();
        Task[] running = [.. new[] { "192.0.2.1", "192.0.2.1", "192.0.2.2" }.Select(client => SyncAsync(client, leave.Token, ("QUERY", Endless)))];
        await UntilAsync(() => desk.Answering.Inside == 3);
        foreach ((string client, HttpStatusCode status) in new[] { ("192.0.2.1", HttpStatusCode.TooManyRequests), ("192.0.2.3", HttpStatusCode.ServiceUnavailable) })
        {
            using HttpResponseMessage answer = await SyncAsync(client, CancellationToken.None, ("QUERY", "SELECT COUNT(*) AS n FROM ant20_01.main"));
            Assert.Equal(status, answer.StatusCode);
            Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            Assert.Contains("QUERY_STATUS\" value=\"ERROR\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await leave.CancelAsync();
        foreach (Task one in running)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await one);
        }

        await UntilAsync(() => desk.Answering.Inside == 0);
        Assert.Equal(["5000"], await published.QueryAsync("SELECT COUNT(*) AS n FROM ant20_01.main"));
    }

    [Fact]
    public async Task Jobs_of_an_owner_and_the_bytes_of_a_result_are_limited()
    {
        using HttpResponseMessage made = await JobAsync("192.0.2.9", "/tap/async", ("LANG", "ADQL"), ("QUERY", "SELECT * FROM ant20_01.main"), ("PHASE", "RUN"));
        string job = made.RequestMessage!.RequestUri!.ToString(), seen = "";
        foreach (string phase in new[] { "QUEUED", "EXECUTING" })
        {
            seen = await GetAsync("192.0.2.9", $"{job}?WAIT=60&PHASE={phase}");
        }

        Assert.Contains("ERROR", seen, StringComparison.Ordinal);
        Assert.Contains("100000 bytes", seen, StringComparison.Ordinal);
        for (int i = 0; i < 4; i++)
        {
            using HttpResponseMessage one = await JobAsync("192.0.2.9", "/tap/async", ("LANG", "ADQL"), ("QUERY", "x"));
            Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        }

        using HttpResponseMessage many = await JobAsync("192.0.2.9", "/tap/async", ("LANG", "ADQL"), ("QUERY", "x"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, many.StatusCode);
        Assert.NotNull(many.Headers.RetryAfter);
        using HttpResponseMessage other = await JobAsync("192.0.2.10", "/tap/async", ("LANG", "ADQL"), ("QUERY", "x"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>Waits for what happens within moments.</summary>
    internal static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private Task<HttpResponseMessage> SyncAsync(params (string Name, string Value)[] parameters) => SyncAsync("127.0.0.1", CancellationToken.None, parameters);

    private Task<HttpResponseMessage> SyncAsync(CancellationToken stop, params (string Name, string Value)[] parameters) => SyncAsync("127.0.0.1", stop, parameters);

    private async Task<HttpResponseMessage> SyncAsync(string client, CancellationToken stop, params (string Name, string Value)[] parameters)
    {
        using HttpRequestMessage request = Post(client, "/tap/sync", [("LANG", "ADQL"), .. parameters]);
        return await published.Client.SendAsync(request, stop);
    }

    private async Task<HttpResponseMessage> JobAsync(string client, string address, params (string Name, string Value)[] parameters)
    {
        using HttpRequestMessage request = Post(client, address, parameters);
        return await published.Client.SendAsync(request);
    }

    private async Task<string> GetAsync(string client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "X-Forwarded-For", client } } };
        using HttpResponseMessage answer = await published.Client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static HttpRequestMessage Post(string client, string address, (string Name, string Value)[] parameters) => new(HttpMethod.Post, address)
    {
        Content = new StringContent(
            string.Join('&', parameters.Select(one => $"{one.Name}={Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(one.Value)))}")), Encoding.UTF8, "application/x-www-form-urlencoded"),
        Headers = { { "X-Forwarded-For", client } },
    };
}
